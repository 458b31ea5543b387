import { useTranslation } from "react-i18next";
import { countText } from "./words.ts";

const [width, height, gap] = [720, 160, 6];
const hourMs = 3_600_000;

/** Facts of each of the last hours as bars; a list of the same figures for those who do not see them. */
export function HourChart({ byHour, now }: { readonly byHour: readonly number[]; readonly now: number }) {
  const { t, i18n } = useTranslation("console");
  const most = Math.max(1, ...byHour);
  const step = width / Math.max(1, byHour.length);
  const bars = byHour.map((facts, index) => {
    const hour = new Date(now - (byHour.length - 1 - index) * hourMs).getHours();
    return { facts, hour, index, tall: facts === 0 ? 0 : Math.max(2, (facts / most) * height) };
  });
  return (
    <section className="console-chart">
      <h3>{t("overview.chart")}</h3>
      <p className="text-small text-2">{t("overview.chartMost", { most: countText(most, i18n.language) })}</p>
      <svg viewBox={`0 0 ${width} ${height + 24}`} aria-hidden>
        <line x1={0} y1={height + 0.5} x2={width} y2={height + 0.5} className="console-chart-line" />
        {bars.map(({ index, tall, hour }) => (
          <g key={index}>
            <rect x={index * step + gap / 2} y={height - tall} width={step - gap} height={tall} />
            {index % 3 === 2 && (
              <text x={index * step + step / 2} y={height + 18} textAnchor="middle">
                {hour}
              </text>
            )}
          </g>
        ))}
      </svg>
      <ol className="visually-hidden">
        {bars.map(({ index, hour, facts }) => (
          <li key={index}>{t("overview.hour", { hour, facts })}</li>
        ))}
      </ol>
    </section>
  );
}
