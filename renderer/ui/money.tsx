import { formatMoney, formatQuantity } from "../../core/text/index.ts";
import "./money.css";
import { classNames } from "./class-names.ts";
import { useUi } from "./ui-context.tsx";

/** An amount in minor units, two decimals always; no currency, which stands once in the label beside it. */
export function Money({ minor, signed = false }: { readonly minor: number; readonly signed?: boolean }) {
  const { locale } = useUi();
  return <span className="number">{formatMoney(signed ? -minor : minor, locale)}</span>;
}

export type FigureProps = {
  readonly minor: number;
  /** `change` 104 · `total` 72 · `due` 56 · `headline` 34 px at 100 % zoom. */
  readonly size: "change" | "total" | "due" | "headline";
  readonly tone?: "ink" | "good" | "faint";
  readonly testId?: string;
};

/** A large amount: the fraction is 0.62 of its height on the same baseline. */
export function MoneyFigure({ minor, size, tone = "ink", testId }: FigureProps) {
  const { locale } = useUi();
  const text = formatMoney(minor, locale);
  return (
    <span className={classNames("figure", `figure-${size}`, `figure-${tone}`)} data-testid={testId}>
      <span>{text.slice(0, -3)}</span>
      <span className="figure-fraction">{text.slice(-3)}</span>
    </span>
  );
}

/** A quantity with its unit: `1,196 кг`, `2 шт.`. */
export function Quantity({ milli, unit }: { readonly milli: number; readonly unit: "pcs" | "kg" }) {
  const { locale } = useUi();
  return <span className="number">{formatQuantity(milli, unit, locale)}</span>;
}
