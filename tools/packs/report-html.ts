import { formatDate } from "../../core/text/index.ts";
import { barChart, type Bar } from "./bar-chart.ts";
import { escaped, money } from "./html-text.ts";
import { count, effectRows, packTitle, shareText, signed, type Report } from "./report-text.ts";

const style = `
:root { color-scheme: light; --now: #8a94a3; --draft: #1f6f5c; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1b2430; background: #fff; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid #d9dee5; text-align: right; }
th:first-child, td:first-child { text-align: left; }
svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #44505f; }
.now { fill: var(--now); } .draft { fill: var(--draft); } .axis { stroke: #d9dee5; }
.key .now { background: var(--now); } .key .draft { background: var(--draft); }
.key span { display: inline-block; width: .8rem; height: .8rem; margin: 0 .3rem 0 1rem; vertical-align: baseline; }
@media print { body { margin: 0; max-width: none; } }
`;

type Row = readonly string[];

/** One page that needs nothing but itself: the figures of a simulation with charts, in Russian. */
export function reportHtml(report: Report): string {
  const { simulation, now, draft } = report;
  const { byDay, byRule } = simulation;
  const days = byDay.map(({ day, nowMinor, draftMinor }): Bar => ({
    name: formatDate(day).slice(0, 5),
    now: nowMinor,
    draft: draftMinor,
  }));
  const rules = byRule.map(({ rule, nowMinor, draftMinor }): Bar => ({ name: rule, now: nowMinor, draft: draftMinor }));
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Проект правил на записанных чеках</title>
<style>${style}</style>
</head>
<body>
<h1>Проект правил на записанных чеках</h1>
<p>Сейчас: ${escaped(packTitle(now))}.</p>
<p>Проект: ${escaped(packTitle(draft))}, ${escaped(draft.pack.document.title.ru)}.</p>
<p>Чеков: ${count(simulation.receipts)}, с ${formatDate(simulation.first)} по ${formatDate(simulation.last)}.
Покупателю дешевле в ${count(simulation.cheaper)}, дороже в ${count(simulation.dearer)}.</p>
${table(["", "Сейчас", "Проект", "Разница"], totalRows(report))}
<p class="key"><span class="now"></span>сейчас<span class="draft"></span>проект, ${escaped(draft.pack.currency)}</p>
<h2>Скидка по дням</h2>
${barChart("Скидка по дням: сейчас и по проекту", days)}
<h2>Скидка по правилам</h2>
${barChart("Скидка по правилам: сейчас и по проекту", rules)}
${table(["Правило", "Пункт", "Сейчас", "Проект", "Чеков сейчас", "Чеков по проекту"], ruleRows(report))}
<h2>Эффект</h2>
${table(["Показатель", "Значение"], effectRows(report))}
<h2>По дням</h2>
${table(["День", "Сейчас", "Проект", "Разница"], dayRows(report))}
</body>
</html>
`;
}

function table(head: Row, rows: readonly Row[]): string {
  const cells = (row: Row, tag: string) => row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("");
  const body = rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("\n");
  return `<table>\n<thead><tr>${cells(head, "th")}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function totalRows({ simulation: { now, draft } }: Report): Row[] {
  const row = (name: string, was: number, is: number): Row => [name, money(was), money(is), signed(is - was)];
  return [
    row("По ценам", now.grossMinor, draft.grossMinor),
    row("Скидка", now.discountMinor, draft.discountMinor),
    row("Товарооборот", now.payableMinor, draft.payableMinor),
    ["Доля скидки", shareText(now), shareText(draft), ""],
    ["Чеков со скидкой", count(now.discounted), count(draft.discounted), ""],
    ["Чеков в секунду", count(now.receiptsPerSecond), count(draft.receiptsPerSecond), ""],
  ];
}

const ruleRows = ({ simulation }: Report): Row[] =>
  simulation.byRule.map(({ rule, clause, nowMinor, draftMinor, nowReceipts, draftReceipts }) => [
    rule,
    clause,
    money(nowMinor),
    money(draftMinor),
    count(nowReceipts),
    count(draftReceipts),
  ]);

const dayRows = ({ simulation }: Report): Row[] =>
  simulation.byDay.map(({ day, nowMinor, draftMinor }) => [
    formatDate(day),
    money(nowMinor),
    money(draftMinor),
    signed(draftMinor - nowMinor),
  ]);
