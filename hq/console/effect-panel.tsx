import { useTranslation } from "react-i18next";
import { KeyValue, Money, MoneyField } from "../../renderer/ui/index.ts";
import type { Period, SalesReport } from "../console-contract/index.ts";
import { dayText, daysIn, periodBefore } from "./report-days.ts";
import { Panel } from "./screen-parts.tsx";
import { countText } from "./words.ts";

/** Amounts as they are typed; empty where nothing was. */
export type EffectDraft = { readonly profit: string; readonly cost: string };
export const noMoney: EffectDraft = { profit: "", cost: "" };

type Props = {
  readonly effect: NonNullable<SalesReport["effect"]>;
  readonly currency: string;
  readonly draft: EffectDraft;
  readonly onDraft: (draft: EffectDraft) => void;
  readonly period: Period;
};

/** What the period brought against as many days before (002 §3.2): Тд from the facts, R from what a person gives. */
export function EffectPanel({ effect, currency, draft, onDraft, period }: Props) {
  const { t, i18n } = useTranslation("console");
  const before = periodBefore(period);
  const percent = (bp: number | null): string =>
    bp === null ? "—" : t("reports.percent", { value: percentText(bp, i18n.language) });
  return (
    <Panel
      title={t("reports.effect")}
      about={t("reports.against", { from: dayText(before.from), to: dayText(before.to), count: daysIn(period) })}
      testId="effect"
    >
      <div className="report-effect">
        <KeyValue label={t("reports.meanBefore", { currency })}>
          <Money minor={effect.beforeMinor} />
        </KeyValue>
        <KeyValue label={t("reports.meanNow", { currency })}>
          <Money minor={effect.nowMinor} />
        </KeyValue>
        <KeyValue label={t("reports.growth")}>{percent(effect.growthBp)}</KeyValue>
        <KeyValue label={t("reports.extra", { currency })} tone="strong" testId="effect-extra">
          {effect.extraMinor === null ? "—" : <Money minor={effect.extraMinor} />}
        </KeyValue>
      </div>
      <MoneyField
        label={t("reports.profit", { currency })}
        text={draft.profit}
        size="normal"
        onText={(profit) => onDraft({ ...draft, profit })}
        testId="effect-profit"
      />
      <MoneyField
        label={t("reports.cost", { currency })}
        text={draft.cost}
        size="normal"
        onText={(cost) => onDraft({ ...draft, cost })}
        testId="effect-cost"
      />
      <div className="report-effect">
        <KeyValue label={t("reports.profitability")} tone="strong" testId="effect-r">
          {percent(effect.profitabilityBp)}
        </KeyValue>
      </div>
      <p className="text-small text-2">{t("reports.effectAbout")}</p>
    </Panel>
  );
}

/** Hundredths of a percent as `12,5`. */
function percentText(bp: number, language: string): string {
  const [sign, size] = [bp < 0 ? "−" : "", Math.abs(bp)];
  const part = String(size % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  const point = language === "en" ? "." : ",";
  return `${sign}${countText(Math.floor(size / 100), language)}${part === "" ? "" : `${point}${part}`}`;
}
