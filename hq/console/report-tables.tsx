import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Money } from "../../renderer/ui/index.ts";
import type { Period, SalesReport, Sum } from "../console-contract/index.ts";
import { DayChart } from "./day-chart.tsx";
import { dayText } from "./report-days.ts";
import { countText } from "./words.ts";

type Props = {
  readonly report: SalesReport;
  readonly returns: number;
  readonly refundMinor: number;
  readonly period: Period;
};

/** The figures of the period, the chart of its days, and a table for each way to part them. */
export function ReportTables({ report, returns, refundMinor, period }: Props) {
  const { t, i18n } = useTranslation("console");
  const { total, currency, byDay, bySite, byCard, byRule } = report;
  const cards = ["served", "refused", "none"] as const;
  const cardText = (name: string): string => {
    const known = cards.find((card) => card === name);
    return known === undefined ? name : t(`reports.card.${known}`);
  };
  return (
    <>
      <dl className="console-figures">
        <Figure name={t("reports.payable", { currency })} testId="report-payable">
          <Money minor={total.payableMinor} />
        </Figure>
        <Figure name={t("reports.discount", { currency })}>
          <Money minor={total.discountMinor} />
        </Figure>
        <Figure name={t("reports.receipts")} testId="report-receipts">
          {countText(total.receipts, i18n.language)}
        </Figure>
        <Figure name={t("reports.refunds", { count: returns })}>
          <Money minor={refundMinor} />
        </Figure>
      </dl>
      <DayChart byDay={byDay} period={period} currency={currency} />
      <SumTable title={t("reports.bySite")} rows={bySite.map(({ site, ...sum }) => ({ key: site, sum }))} />
      <SumTable title={t("reports.byCard")} rows={byCard.map(({ card, ...sum }) => ({ key: cardText(card), sum }))} />
      <RuleTable rows={byRule} />
      <SumTable title={t("reports.byDay")} rows={byDay.map(({ day, ...sum }) => ({ key: dayText(day), sum }))} />
    </>
  );
}

function Figure({ name, children, testId }: { name: string; children: ReactNode; testId?: string }) {
  return (
    <div className="console-figure">
      <dt className="text-label">{name}</dt>
      <dd className="console-figure-value" data-testid={testId}>
        {children}
      </dd>
    </div>
  );
}

type SumRows = readonly { readonly key: string; readonly sum: Sum }[];

function SumTable({ title, rows }: { readonly title: string; readonly rows: SumRows }) {
  const { t, i18n } = useTranslation("console");
  return (
    <section className="report-part">
      <h3>{title}</h3>
      <table className="table" aria-label={title}>
        <thead>
          <tr>
            <th>{title}</th>
            <th className="number">{t("reports.receipts")}</th>
            <th className="number">{t("reports.grossColumn")}</th>
            <th className="number">{t("reports.discountColumn")}</th>
            <th className="number">{t("reports.payableColumn")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, sum }) => (
            <tr key={key}>
              <td>{key}</td>
              <td className="number">{countText(sum.receipts, i18n.language)}</td>
              <td className="number">
                <Money minor={sum.grossMinor} />
              </td>
              <td className="number">
                <Money minor={sum.discountMinor} signed />
              </td>
              <td className="number">
                <Money minor={sum.payableMinor} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function RuleTable({ rows }: { readonly rows: SalesReport["byRule"] }) {
  const { t, i18n } = useTranslation("console");
  if (rows.length === 0) return null;
  return (
    <section className="report-part" data-testid="report-rules">
      <h3>{t("reports.byRule")}</h3>
      <table className="table" aria-label={t("reports.byRule")}>
        <thead>
          <tr>
            <th>{t("reports.clause")}</th>
            <th>{t("reports.rule")}</th>
            <th className="number">{t("reports.lines")}</th>
            <th className="number">{t("reports.discountColumn")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ programme, rule, clause, lines, discountMinor }) => (
            <tr key={`${programme} ${rule} ${clause}`}>
              <td className="console-when">{t("reports.clauseOf", { clause })}</td>
              <td>
                {rule} <span className="text-small text-2">{programme}</span>
              </td>
              <td className="number">{countText(lines, i18n.language)}</td>
              <td className="number">
                <Money minor={discountMinor} signed />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
