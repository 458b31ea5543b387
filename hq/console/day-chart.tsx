import { useTranslation } from "react-i18next";
import { Money } from "../../renderer/ui/index.ts";
import type { Period, SalesReport } from "../console-contract/index.ts";
import { dayText, daysIn, later } from "./report-days.ts";

const [width, height] = [720, 180];
/** Labels under the bars: more would run into each other. */
const labels = 8;
const mostBars = 400;

type Props = { readonly byDay: SalesReport["byDay"]; readonly period: Period; readonly currency: string };

/**
 * What each day took, and on top of it what was let off. The same figures stand in the table of days below: the picture
 * itself is for the eye only.
 */
export function DayChart({ byDay, period, currency }: Props) {
  const { t } = useTranslation("console");
  const sums = new Map(byDay.map((row) => [row.day, row]));
  const count = Math.min(daysIn(period), mostBars);
  const days = Array.from({ length: count }, (_, index) => later(period.to, index + 1 - count));
  const most = Math.max(1, ...byDay.map(({ grossMinor }) => grossMinor));
  const best = byDay.reduce((high, row) => (row.payableMinor > high ? row.payableMinor : high), 0);
  const step = width / count;
  const gap = Math.min(6, step / 4);
  const tall = (minor: number): number => (minor <= 0 ? 0 : Math.max(2, (minor / most) * height));
  const every = Math.ceil(count / labels);
  return (
    <section className="console-chart report-chart">
      <h3>{t("reports.chart", { currency })}</h3>
      <p className="text-small text-2">
        {t("reports.chartMost")} <Money minor={best} />
      </p>
      <svg viewBox={`0 0 ${width} ${height + 24}`} aria-hidden>
        <line x1={0} y1={height + 0.5} x2={width} y2={height + 0.5} className="console-chart-line" />
        {days.map((day, index) => {
          const { payableMinor = 0, discountMinor = 0 } = sums.get(day) ?? {};
          const [paid, off] = [tall(payableMinor), tall(discountMinor)];
          const place = { x: index * step + gap / 2, width: Math.max(1, step - gap) };
          return (
            <g key={day}>
              <rect {...place} y={height - paid} height={paid} />
              <rect {...place} y={height - paid - off} height={off} className="report-chart-off" />
              {(count - 1 - index) % every === 0 && (
                <text
                  x={Math.min(width - 18, Math.max(18, index * step + step / 2))}
                  y={height + 18}
                  textAnchor="middle"
                >
                  {dayText(day).slice(0, 5)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p className="report-legend text-small text-2">
        <i /> {t("reports.legendPaid")} <i className="report-off" /> {t("reports.legendOff")}
      </p>
    </section>
  );
}
