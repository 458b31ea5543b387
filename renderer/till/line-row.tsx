import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import { CircleSlash, CircleX, classNames, Icon, useUi } from "../ui/index.ts";

export type LineRowProps = {
  readonly line: LineView;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly flashes: boolean;
  readonly onSelect: (lineId: string) => void;
};

export const rowId = (lineId: string): string => `line-${lineId}`;

/** One line of the basket. Drawn again only when its own line, place or selection changes. */
export const LineRow = memo(function LineRow({ line, index, top, selected, flashes, onSelect }: LineRowProps) {
  const { locale } = useUi();
  return (
    <div
      role="row"
      id={rowId(line.id)}
      data-testid="line"
      data-sku={line.sku}
      data-state={line.state}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classNames("line", "basket-grid", selected && "line-selected", flashes && "line-flash")}
      style={{ top }}
      onPointerDown={() => onSelect(line.id)}
    >
      <span role="gridcell" className="line-name">
        <span title={line.name}>{line.name}</span>
        <Reason line={line} selected={selected} />
      </span>
      <span role="gridcell" className="number">
        {formatQuantity(line.qtyMilli, line.unit, locale)}
      </span>
      <span role="gridcell" className="number text-2">
        {formatMoney(line.unitPriceMinor, locale)}
      </span>
      <Discount line={line} />
      <span role="gridcell" className="number line-sum">
        {formatMoney(line.netMinor, locale)}
      </span>
    </div>
  );
});

/** Second line: why this discount, why none, or what a card would make of it. The clause is said where one looks. */
function Reason({ line, selected }: { readonly line: LineView; readonly selected: boolean }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { reason, state, withCardMinor } = line;
  if (reason === null) {
    if (withCardMinor === null) return <small />;
    return <small>{t("line.withCard", { amount: formatMoney(withCardMinor, locale) })}</small>;
  }
  const barred = state === "excluded" || state === "refused";
  const clause = (barred || selected) && reason.clause !== null && reason.clause !== "";
  const text = clause ? t("line.clause", { text: reason.text, clause: reason.clause }) : reason.text;
  return (
    <small title={text}>
      {barred && <Icon of={state === "refused" ? CircleX : CircleSlash} size={14} />}
      <span>{text}</span>
    </small>
  );
}

function Discount({ line }: { readonly line: LineView }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  if (line.discountMinor > 0) {
    return (
      <span role="gridcell" className="number line-discount">
        {formatMoney(-line.discountMinor, locale)}
      </span>
    );
  }
  const text =
    line.state === "excluded" ? t("line.excluded") : line.state === "refused" ? t("line.refused") : t("line.none");
  return (
    <span role="gridcell" className="number line-no-discount">
      {text}
    </span>
  );
}
