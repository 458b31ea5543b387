import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { LineView } from "../../../core/contract/index.ts";
import { createScreenTexts } from "../../../renderer/shell/i18n.ts";
import { LineRow } from "../../../renderer/till/line-row.tsx";
import { line } from "./fake-engine.ts";

const texts = createScreenTexts();
const nbsp = /\u00a0/g;

function drawn(view: LineView, selected = false): string {
  const row = { line: view, index: 0, top: 0, selected, flashes: false, onSelect: () => undefined };
  const html = renderToStaticMarkup(<LineRow {...row} t={texts.getFixedT(null, "till")} locale="ru" />);
  return html
    .replaceAll(/<svg.*?<\/svg>/g, "[icon]")
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll(/\|+/g, "|")
    .replaceAll(nbsp, " ");
}

const reason = { text: "2 % по карте", clause: "18.2" };

describe("a line of the basket", () => {
  it("shows name, quantity, shelf price, discount and sum", () => {
    const view = line("1", {
      name: "Корнеплоды",
      unit: "kg",
      qtyMilli: 1196,
      unitPriceMinor: 179,
      grossMinor: 214,
      discountMinor: 4,
      netMinor: 210,
      state: "discounted",
      reason,
    });
    expect(drawn(view)).toBe("|Корнеплоды|2 % по карте|1,196 кг|1,79|−0,04|2,10|");
  });

  it("names the clause of its discount when it is selected", () => {
    const view = line("1", { discountMinor: 4, netMinor: 195, state: "discounted", reason });
    expect(drawn(view, true)).toContain("|2 % по карте, п. 18.2|");
  });

  it("says at once what a card would make of it, and shows a dash for the discount", () => {
    expect(drawn(line("1", { netMinor: 2824, withCardMinor: 2683 }))).toBe(
      "|Item 1|С картой 26,83|1 шт.|1,99|—|28,24|",
    );
  });

  it("that never gets a discount says so in words with icon, reason and clause", () => {
    const view = line("1", { state: "excluded", reason: { text: "Пиво: скидка не действует", clause: "1" } });
    expect(drawn(view)).toBe("|Item 1|[icon]|Пиво: скидка не действует, п. 1|1 шт.|1,99|без скидки|1,99|");
  });

  it("that cannot be sold says so", () => {
    const view = line("1", { state: "refused", reason: { text: "Бланк уже выдан", clause: "7" } });
    expect(drawn(view)).toContain("|[icon]|Бланк уже выдан, п. 7|");
    expect(drawn(view)).toContain("|не продать|");
  });
});
