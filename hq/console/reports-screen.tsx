import { useState } from "react";
import { useTranslation } from "react-i18next";
import { amountMinor, Button, DateField, Empty, ScrollBox, Segmented, TwoColumns } from "../../renderer/ui/index.ts";
import type { Period, SalesReport } from "../console-contract/index.ts";
import { useLoaded } from "./console-context.tsx";
import { EffectPanel, noMoney, type EffectDraft } from "./effect-panel.tsx";
import { lastDays, periodBefore } from "./report-days.ts";
import { saveCsv } from "./report-csv.ts";
import { ReportTables } from "./report-tables.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";

const spans = ["7", "30", "90"] as const;

/** Turnover and discounts of a period by day, branch, card and rule, and what a campaign in it brought. */
export function ReportsScreen() {
  const { t } = useTranslation("console");
  const [period, setPeriod] = useState<Period>(() => lastDays(30));
  const [draft, setDraft] = useState<EffectDraft>(noMoney);
  const [chosen, setChosen] = useState("");
  const isWhole = period.from !== "" && period.to !== "" && period.from <= period.to;
  const asked = isWhole ? period : lastDays(30);
  const { value, refused, reload } = useLoaded("salesReport", {
    period: asked,
    before: periodBefore(asked),
    profitMinor: draft.profit === "" ? null : amountMinor(draft.profit),
    costMinor: draft.cost === "" ? null : amountMinor(draft.cost),
  });
  const reports = value?.reports ?? [];
  const report = reports.find(({ currency }) => currency === chosen) ?? reports[0];
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.reports")} about={t("reports.about")}>
            {report !== undefined && (
              <Button onPress={() => saveCsv(report, asked)} testId="report-csv">
                {t("reports.csv")}
              </Button>
            )}
          </ScreenHead>
          <PeriodChoice period={period} onChange={setPeriod} isWhole={isWhole}>
            {reports.length > 1 && (
              <Segmented
                label={t("reports.currency")}
                value={report?.currency ?? ""}
                onChange={setChosen}
                segments={reports.map(({ currency }) => ({ value: currency, label: currency }))}
              />
            )}
          </PeriodChoice>
          <ScrollBox className="console-scroll" label={t("place.reports")}>
            {value !== undefined && report === undefined && <Empty title={t("reports.none")} />}
            {value !== undefined && report !== undefined && (
              <ReportTables report={report} returns={value.returns} refundMinor={value.refundMinor} period={asked} />
            )}
          </ScrollBox>
        </>
      }
      decision={<Effect report={report} draft={draft} onDraft={setDraft} period={asked} />}
    />
  );
}

type EffectProps = {
  readonly report: SalesReport | undefined;
  readonly draft: EffectDraft;
  readonly onDraft: (draft: EffectDraft) => void;
  readonly period: Period;
};

function Effect({ report, ...rest }: EffectProps) {
  const { t } = useTranslation("console");
  const { effect = null, currency = "" } = report ?? {};
  if (effect === null) return <Empty title={t("reports.effectNone")} />;
  return <EffectPanel effect={effect} currency={currency} {...rest} />;
}

type ChoiceProps = {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
  readonly isWhole: boolean;
  readonly children?: React.ReactNode;
};

function PeriodChoice({ period, onChange, isWhole, children }: ChoiceProps) {
  const { t } = useTranslation("console");
  const span = spans.find((days) => {
    const { from, to } = lastDays(Number(days));
    return from === period.from && to === period.to;
  });
  return (
    <div className="report-period">
      <Segmented
        label={t("reports.period")}
        value={span ?? ""}
        onChange={(days: string) => onChange(lastDays(Number(days)))}
        segments={spans.map((days) => ({ value: days, label: t("reports.days", { count: Number(days) }) }))}
      />
      <DateField
        label={t("reports.from")}
        value={period.from}
        placeholder={t("reports.dayHint")}
        onChange={(from) => onChange({ ...period, from })}
        testId="report-from"
      />
      <DateField
        label={t("reports.to")}
        value={period.to}
        placeholder={t("reports.dayHint")}
        onChange={(to) => onChange({ ...period, to })}
        testId="report-to"
      />
      {children}
      {!isWhole && (
        <p className="text-warn" role="status">
          {t("reports.periodWrong")}
        </p>
      )}
    </div>
  );
}
