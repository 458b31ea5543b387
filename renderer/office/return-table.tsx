import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { formatMoney, formatQuantity, formatQuantityFigure } from "../../core/text/index.ts";
import { CircleSlash, classNames, Icon, quantityMilli, Stepper, useUi } from "../ui/index.ts";
import { stepOf, stepped, withQuantity, type ReceiptLine, type Selection } from "./return-selection.ts";

export type ReturnTableProps = {
  readonly receipt: ReceiptView;
  readonly selection: Selection;
  /** What each chosen line pays back, by line id, as the engine says. */
  readonly refunds: ReadonlyMap<string, number>;
  readonly onSelect: (selection: Selection) => void;
};

/** The lines of a receipt, each with how much of it comes back. */
export function ReturnTable({ receipt, selection, refunds, onSelect }: ReturnTableProps) {
  const { t } = useTranslation("office");
  return (
    <>
      <header className="screen-head">
        <div>
          <h1>{t("returns.heading", { number: receipt.number })}</h1>
          <p className="text-2">{t("returns.pick")}</p>
        </div>
      </header>
      <div className="return-head text-label">
        <span>{t("returns.bought")}</span>
        <span className="return-qty">{t("returns.back")}</span>
        <span className="number">{t("returns.refund")}</span>
      </div>
      <ol className="scroll return-rows">
        {receipt.lines.map((line) => (
          <ReturnRow
            key={line.id}
            line={line}
            selection={selection}
            refundMinor={refunds.get(line.id) ?? 0}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </>
  );
}

type ReturnRowProps = Pick<ReturnTableProps, "selection" | "onSelect"> & {
  readonly line: ReceiptLine;
  readonly refundMinor: number;
};

function ReturnRow({ line, selection, refundMinor, onSelect }: ReturnRowProps) {
  const { locale } = useUi();
  const qty = selection.get(line.id) ?? 0;
  return (
    <li className={classNames("return-row", qty > 0 && "return-chosen")} data-testid="return-line">
      <div>
        <p className="return-name">{line.name}</p>
        <p className="text-small text-3">
          {formatQuantity(line.qtyMilli, line.unit, locale)} · {formatMoney(line.netMinor, locale)}
        </p>
      </div>
      {line.notReturnable === null ? (
        <ReturnQuantity line={line} selection={selection} onSelect={onSelect} />
      ) : (
        <p className="return-never text-small text-3">
          <Icon of={CircleSlash} size={16} />
          {line.notReturnable}
        </p>
      )}
      <span className="number">{qty === 0 ? "—" : formatMoney(refundMinor, locale)}</span>
    </li>
  );
}

type ReturnQuantityProps = Omit<ReturnRowProps, "refundMinor">;

function ReturnQuantity({ line, selection, onSelect }: ReturnQuantityProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const qty = selection.get(line.id) ?? 0;
  const figure = (milli: number): string => formatQuantityFigure(milli, line.unit, locale);
  const most = t("returns.most", { quantity: formatQuantity(line.returnableMilli, line.unit, locale) });
  return (
    <div className="return-stepper">
      <Stepper
        label={t("returns.quantityOf", { name: line.name })}
        text={figure(qty)}
        inputMode={line.unit === "kg" ? "decimal" : "numeric"}
        testId="return-quantity"
        onText={(text) => onSelect(withQuantity(selection, line, typedQuantity(line, text)))}
        less={{
          label: t("returns.less", { name: line.name }),
          run: () => onSelect(stepped(selection, line, -1)),
          disabledReason: qty === 0 ? t("returns.least") : null,
        }}
        more={{
          label: t("returns.more", { name: line.name }),
          run: () => onSelect(stepped(selection, line, 1)),
          disabledReason: qty + Math.min(1, stepOf(line)) > line.returnableMilli ? most : null,
        }}
      />
    </div>
  );
}

/** Pieces are typed whole; a weight with its decimals. Anything else is none. */
function typedQuantity(line: ReceiptLine, text: string): number {
  const milli = quantityMilli(text) ?? 0;
  return line.unit === "pcs" ? Math.trunc(milli / 1000) * 1000 : milli;
}
