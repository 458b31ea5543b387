import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { Icon, Minus, Plus, useUi } from "../ui/index.ts";
import { lineFacts, type DraftLine } from "./desk-draft.ts";
import { lineName, type Desk } from "./use-desk.ts";

/** The services picked, each with its price for this buyer and the reason below. */
export function ServicesList({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  return (
    <table className="desk-lines" aria-label={t("services.lines")} data-testid="service-lines">
      <thead>
        <tr>
          <th scope="col">{t("services.name")}</th>
          <th scope="col">{t("services.quantity")}</th>
          <th scope="col" className="number">
            {t("stay.price")}
          </th>
          <th scope="col" className="number">
            {t("services.discount")}
          </th>
          <th scope="col" className="number">
            {t("services.sum")}
          </th>
        </tr>
      </thead>
      <tbody>
        {desk.draft.lines.map((line) => (
          <ServiceRow key={line.id} desk={desk} line={line} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { readonly desk: Desk; readonly line: DraftLine };

function ServiceRow({ desk, line }: RowProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const priced = desk.quote?.lines.find(({ lineId }) => lineId === line.id);
  const { id, item } = line;
  const holder = Object.values(lineFacts(desk.form, desk.draft, line)).find((value) => typeof value === "string");
  return (
    <tr
      aria-selected={id === desk.draft.selected}
      data-testid="service-line"
      onClick={() => desk.set({ selected: id })}
    >
      <td>
        <button type="button" className="desk-row-button" onClick={() => desk.set({ selected: id })}>
          {lineName(desk, line)}
        </button>
        <span className="desk-second">
          {[...(typeof holder === "string" ? [holder] : []), ...reasonsOf(priced, t)].join(" · ")}
        </span>
      </td>
      <td>
        <Quantity desk={desk} line={line} />
      </td>
      <td className="number text-2">{formatMoney(priced?.unitPriceMinor ?? item.priceMinor, locale)}</td>
      <td className="number desk-off">
        {priced === undefined || priced.discountMinor === 0 ? "—" : formatMoney(-priced.discountMinor, locale)}
      </td>
      <td className="number desk-net" data-testid="service-net">
        {priced === undefined ? "" : formatMoney(priced.netMinor, locale)}
      </td>
    </tr>
  );
}

function Quantity({ desk, line: { id, item, qty } }: RowProps) {
  const { t } = useTranslation("reception");
  const label = item.name;
  const set = (next: number): void => desk.changeLine(id, { qty: Math.min(999, next) });
  return (
    <span className="desk-steps">
      <button
        type="button"
        aria-label={t("form.less", { label })}
        onClick={() => (qty > 1 ? set(qty - 1) : desk.remove(id))}
      >
        <Icon of={Minus} />
      </button>
      <input
        aria-label={t("services.quantity")}
        data-testid="service-qty"
        data-quantity-of={id}
        inputMode="numeric"
        value={qty}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const digits = event.target.value.replaceAll(/\D/g, "");
          if (Number(digits) > 0) set(Number(digits));
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
        }}
      />
      <button type="button" aria-label={t("form.more", { label })} onClick={() => set(qty + 1)}>
        <Icon of={Plus} />
      </button>
    </span>
  );
}

type Words = ReturnType<typeof useTranslation<"reception">>["t"];

function reasonsOf(line: DeskQuote["lines"][number] | undefined, t: Words): string[] {
  const reasons = line?.reasons ?? [];
  return reasons.map(({ text, clause }) => (clause === null ? text : `${text}, ${t("clause", { clause })}`));
}
