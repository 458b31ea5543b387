import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { formatCount, formatDuration, formatMoney } from "../../core/text/index.ts";
import { useActions, useMinute, useShell, useShellState } from "../shell/index.ts";
import { useLoaded } from "../task/index.ts";
import { Band, Button, Clock, MoneyFigure, useUi } from "../ui/index.ts";
import { heldBackBy } from "./close-readiness.ts";
import { CloseReadiness } from "./close-readiness-list.tsx";
import { ShiftDiscounts } from "./shift-discounts.tsx";

/** What stands in the decision column of the shift; without anything else, blocking a card. */
export type ShiftPanel = "card" | "count" | "cash" | "x";

export type ShiftOverviewProps = {
  readonly shift: ShiftView;
  readonly countedMinor: number | null;
  readonly panel: ShiftPanel;
  readonly onPanel: (panel: ShiftPanel) => void;
  readonly onPast: () => void;
};

export function ShiftOverview(props: ShiftOverviewProps) {
  const { shift, countedMinor, onPanel, onPast } = props;
  const { t } = useTranslation("office");
  const shell = useShell();
  const basket = useShellState((state) => state.basket);
  const on = `${shift.number}/${shift.expectedCashMinor}/${basket?.suspended}/${basket?.totals.positions}`;
  const { value: check } = useLoaded(() => shell.engine.call("checkClose", {}), on);
  const held = check === null ? null : heldBackBy(check, countedMinor !== null).length;
  return (
    <>
      <h1 className="visually-hidden">{t("shift.title")}</h1>
      <ShiftAge openedAt={shift.openedAt} />
      <Hero shift={shift} />
      <div className="scroll">
        <CloseReadiness shift={shift} check={check} countedMinor={countedMinor} onCount={() => onPanel("count")} />
        <ShiftDiscounts shift={shift} onPast={onPast} />
      </div>
      <ShiftActions {...props} held={held} />
    </>
  );
}

const hourMs = 3_600_000;

/** Amber from 22 hours, while there is still time; red words once the day has passed. */
function ShiftAge({ openedAt }: { readonly openedAt: number }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const ageMs = useMinute() - openedAt;
  if (ageMs < 22 * hourMs) return null;
  const late = ageMs >= 24 * hourMs;
  const title = t(late ? "shift.overdue" : "shift.old", { age: formatDuration(ageMs, locale) });
  return (
    <Band tone={late ? "refusal" : "warn"} title={title} icon={Clock} testId="shift-old">
      <p>{t(late ? "shift.overdueText" : "shift.oldText")}</p>
    </Band>
  );
}

function Hero({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  return (
    <div className="hero" data-testid="shift-figures">
      <div>
        <p>{t("shift.takings", { number: shift.number })}</p>
        <MoneyFigure minor={shift.sales.payableMinor} size="headline" />{" "}
        <span className="hero-currency">{currency}</span>
        {shift.returns.count > 0 && (
          <p data-testid="shift-returned">
            {t("shift.returned", { amount: formatMoney(shift.returns.payableMinor, locale) })}
          </p>
        )}
      </div>
      <div className="text-good">
        <p>{t("shift.saving")}</p>
        <MoneyFigure minor={shift.sales.discountMinor} size="headline" tone="good" />{" "}
        <span className="hero-currency">{currency}</span>
      </div>
      <HeroCount label={t("shift.receipts")} text={formatCount(shift.sales.count, locale)} />
      <HeroCount label={t("shift.withCard")} text={formatCount(shift.sales.withCard, locale)} />
    </div>
  );
}

function HeroCount({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <p>{label}</p>
      <span className="figure figure-headline">{text}</span>
    </div>
  );
}

type ShiftActionsProps = ShiftOverviewProps & { readonly held: number | null };

function ShiftActions({ panel, held, onPanel, onPast }: ShiftActionsProps) {
  const { t } = useTranslation("office");
  const waits = held === null ? t("shift.z") : held > 0 ? t("shift.zAfter", { count: held }) : null;
  useActions([
    { id: "shift-count", label: t("shift.count"), keys: "F8", run: () => onPanel("count") },
    { id: "x-report", label: t("shift.x"), keys: "F10", run: () => onPanel("x") },
    { id: "cash-move", label: t("shift.cash"), keys: "F11", run: () => onPanel("cash") },
    { id: "z-reports", label: t("shift.history"), keys: "F6", run: onPast },
    { id: "z-report", label: t("shift.z"), keys: "F9", disabledReason: waits, run: () => onPanel("count") },
  ]);
  return (
    <footer className="actions">
      <Button size="large" keys="F10" testId="x-report" selected={panel === "x"} onPress={() => onPanel("x")}>
        {t("shift.x")}
      </Button>
      <Button size="large" keys="F11" testId="cash-move" selected={panel === "cash"} onPress={() => onPanel("cash")}>
        {t("shift.cash")}
      </Button>
      <span className="grow" />
      {panel !== "count" && (
        <Button size="large" keys="F9" testId="z-report" disabledReason={waits} onPress={() => onPanel("count")}>
          {t("shift.z")}
        </Button>
      )}
    </footer>
  );
}
