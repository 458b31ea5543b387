import type { Pack } from "../../core/programme/index.ts";
import { formatCount, formatDate, formatPercent } from "../../core/text/index.ts";
import type { CampaignEffect } from "./campaign-effect.ts";
import { money } from "./html-text.ts";
import type { Simulation, Sums } from "./simulate.ts";

export type Report = {
  readonly now: Pack;
  readonly draft: Pack;
  readonly simulation: Simulation;
  readonly effect: CampaignEffect;
};

export const count = (figure: number): string => formatCount(figure, "ru");
export const signed = (minor: number): string => (minor > 0 ? `+${money(minor)}` : money(minor));

/** Discount as a share of the price, to hundredths of a percent. */
export function shareText({ discountMinor, grossMinor }: Sums): string {
  return formatPercent(grossMinor === 0 ? 0 : Math.round((discountMinor * 10_000) / grossMinor), "ru");
}

export const packTitle = ({ pack }: Pack): string => `${pack.title.ru}, версия ${pack.version}`;

/** The effect's figures as name and value; a figure whose inputs are missing says which. */
export function effectRows({ effect, draft: { pack } }: Report): readonly (readonly [string, string])[] {
  const { turnoverMinor, growthBp, days, extraMinor, profitabilityBp, breakEvenBp } = effect;
  const percent = (bp: number) => formatPercent(bp, "ru");
  return [
    ["Тс, среднедневной оборот до изменения", `${money(turnoverMinor)} ${pack.currency}`],
    ["П, прирост среднедневного оборота", growthBp === null ? "не задан (--growth)" : percent(growthBp)],
    ["Д, дней учёта", count(days)],
    [
      "Тд = Тс × П × Д, дополнительный товарооборот",
      extraMinor === null ? "нужен --growth" : `${money(extraMinor)} ${pack.currency}`,
    ],
    [
      "R = П × 100 / З, рентабельность",
      profitabilityBp === null ? "нужны --profit и --cost (не 0)" : percent(profitabilityBp),
    ],
    ["Прирост, при котором выручка не изменится", breakEvenBp === null ? "—" : percent(breakEvenBp)],
  ];
}

/** The whole effect as lines of text, in Russian. */
export function reportText(report: Report): string {
  const { simulation, now, draft } = report;
  const row = (name: string, ...cells: readonly string[]) =>
    `${name.padEnd(24)}${cells.map((cell) => cell.padStart(18)).join("")}`.trimEnd();
  const sums = (name: string, figure: (sums: Sums) => number) =>
    row(
      name,
      money(figure(simulation.now)),
      money(figure(simulation.draft)),
      signed(figure(simulation.draft) - figure(simulation.now)),
    );
  return [
    `Сейчас:  ${packTitle(now)}`,
    `Проект:  ${packTitle(draft)}`,
    `Чеков: ${count(simulation.receipts)}, дней: ${simulation.days}`,
    `Даты:  ${formatDate(simulation.first)} – ${formatDate(simulation.last)}`,
    "",
    row("", "сейчас", "проект", "разница"),
    sums("По ценам", ({ grossMinor }) => grossMinor),
    sums("Скидка", ({ discountMinor }) => discountMinor),
    sums("Товарооборот", ({ payableMinor }) => payableMinor),
    row("Доля скидки", shareText(simulation.now), shareText(simulation.draft)),
    row("Чеков со скидкой", count(simulation.now.discounted), count(simulation.draft.discounted)),
    row("Чеков в секунду", count(simulation.now.receiptsPerSecond), count(simulation.draft.receiptsPerSecond)),
    `Покупателю дешевле: чеков ${count(simulation.cheaper)}; дороже: ${count(simulation.dearer)}`,
    "",
    "По правилам (скидка, чеков):",
    ...simulation.byRule.map(({ rule, nowMinor, draftMinor, nowReceipts, draftReceipts }) =>
      row(
        `  ${rule}`,
        `${money(nowMinor)} (${count(nowReceipts)})`,
        `${money(draftMinor)} (${count(draftReceipts)})`,
        signed(draftMinor - nowMinor),
      ),
    ),
    "",
    "По дням (скидка):",
    ...simulation.byDay.map(({ day, nowMinor, draftMinor }) =>
      row(`  ${formatDate(day)}`, money(nowMinor), money(draftMinor), signed(draftMinor - nowMinor)),
    ),
    "",
    ...effectRows(report).map(([name, value]) => `${name}: ${value}`),
  ].join("\n");
}
