import { useTranslation } from "react-i18next";
import type { BasketView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useShellState } from "../shell/index.ts";
import { classNames, KeyValue, MoneyFigure, useUi } from "../ui/index.ts";
import "./totals.css";

/**
 * Sum of the receipt as the engine gives it. What stands above may need room: `short` leaves the excluded sum out,
 * `none` all rows above the rule; total and saving never move.
 */
export function Totals({ rows }: { readonly rows: "full" | "short" | "none" }) {
  const { t } = useTranslation("till");
  const totals = useShellState((state) => state.basket?.totals ?? null);
  const currency = useShellState((state) => state.session?.programme.currencyLabel ?? "");
  const empty = totals === null || totals.positions === 0;
  return (
    <div className="totals">
      {rows !== "none" && !empty && <Breakdown totals={totals} short={rows === "short"} />}
      <div className="totals-due">
        <span>
          {t("totals.due")}
          <br />
          {currency}
        </span>
        <MoneyFigure size="total" minor={totals?.payableMinor ?? 0} tone={empty ? "faint" : "ink"} testId="total" />
      </div>
      <Saving totals={totals} />
    </div>
  );
}

function Breakdown({ totals, short }: { readonly totals: BasketView["totals"]; readonly short: boolean }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { positions, grossMinor, excludedMinor, discountMinor, discountLabel } = totals;
  return (
    <div className={short ? "totals-rows totals-rows-short" : "totals-rows"}>
      <KeyValue label={t("totals.positions", { count: positions })}>{formatMoney(grossMinor, locale)}</KeyValue>
      {!short && excludedMinor > 0 && (
        <KeyValue tone="faint" label={t("totals.excluded")}>
          {formatMoney(excludedMinor, locale)}
        </KeyValue>
      )}
      <KeyValue tone={discountMinor > 0 ? "good" : "normal"} label={discountLabel ?? t("totals.discount")}>
        {formatMoney(-discountMinor, locale)}
      </KeyValue>
    </div>
  );
}

/** The saving, or what a card would save; its line is always there, so nothing moves when it comes. */
function Saving({ totals }: { readonly totals: BasketView["totals"] | null }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const saved = totals?.discountMinor ?? 0;
  const possible = saved === 0 ? (totals?.withCardDiscountMinor ?? null) : null;
  const faint = saved === 0 && possible === null;
  return (
    <div className={classNames("totals-saving", faint && "text-3")} data-testid="saving">
      <span>{possible === null ? t("totals.saving") : t("totals.withCard")}</span>
      <span className="number">{formatMoney(possible ?? saved, locale)}</span>
    </div>
  );
}
