import type { TFunction } from "i18next";
import { memo } from "react";
import type { LineView } from "../../core/contract/index.ts";
import type { Locale } from "../../core/kernel/index.ts";
import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import { CircleSlash, CircleX, classNames, Icon } from "../ui/index.ts";

export type LineRowProps = {
  readonly line: LineView;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly flashes: boolean;
  readonly onSelect: (lineId: string) => void;
  /** Words and language come from the list: sixteen rows would each look them up. */
  readonly t: TFunction<"till">;
  readonly locale: Locale;
};

export const rowId = (lineId: string): string => `line-${lineId}`;

/** One line of the basket. Drawn again only when its own line, place or selection changes. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, index, top, selected, flashes, onSelect, t, locale } = props;
  const discounted = line.discountMinor > 0;
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
        {reasonOf(props)}
      </span>
      <span role="gridcell" className="number">
        {formatQuantity(line.qtyMilli, line.unit, locale)}
      </span>
      <span role="gridcell" className="number text-2">
        {formatMoney(line.unitPriceMinor, locale)}
      </span>
      <span role="gridcell" className={discounted ? "number line-discount" : "number line-no-discount"}>
        {discounted ? formatMoney(-line.discountMinor, locale) : t(noDiscount[line.state])}
      </span>
      <span role="gridcell" className="number line-sum">
        {formatMoney(line.netMinor, locale)}
      </span>
    </div>
  );
});

const noDiscount = {
  excluded: "line.excluded",
  refused: "line.refused",
  discounted: "line.none",
  eligible: "line.none",
  card: "line.none",
} as const;

/** A reason longer than this may be cut off: pointing at it shows it whole. */
const shortReason = 24;

/** Second line: why this discount, why none, or what a card would make of it. The clause is said where one looks. */
function reasonOf({ line, selected, t, locale }: LineRowProps) {
  const { reason, state, withCardMinor } = line;
  if (reason === null) {
    return (
      <small>{withCardMinor !== null && t("line.withCard", { amount: formatMoney(withCardMinor, locale) })}</small>
    );
  }
  const barred = state === "excluded" || state === "refused";
  const clause = (barred || selected) && reason.clause !== null && reason.clause !== "";
  const text = clause ? t("line.clause", { text: reason.text, clause: reason.clause }) : reason.text;
  if (!barred) return <small title={text.length > shortReason ? text : undefined}>{text}</small>;
  return (
    <small key="barred" className="line-barred" title={text}>
      <Icon of={state === "refused" ? CircleX : CircleSlash} size={14} />
      <span>{text}</span>
    </small>
  );
}
