import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestPicks } from "../../../core/pricing/best-picks.ts";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Group, Offer } from "../../../core/programme/index.ts";
import { draws } from "../draws.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const perLine = (...members: Group["members"]): Group => ({ mode: "best", scope: "line", members });
const is = (category: string) => ({ fact: "line.category", is: category });
const free = (units: Offer["give"]["units"]): Offer["give"] => ({ percentBp: 10_000, units });
const buy = { units: 1, get: 1, repeat: true, partial: false };

/** `rule: what it takes off` of every line, and whether that was proved best. */
function shares(offers: readonly Offer[], input: PricingInput, stacking = perLine(...offers.map(({ id }) => id))) {
  const { lines, optimal } = priceBasket(smallPack({ offers: [...offers], stacking }), input);
  const said = lines.map(({ adjustments }) => adjustments.map(({ rule, amountMinor }) => `${rule}: ${amountMinor}`));
  return [said.flat(), optimal];
}

describe("where each line picks the best for itself, no line loses what it could have had", () => {
  const tea = { category: "tea", unitPriceMinor: 400 };
  it.each<[string, readonly Offer[], PricingInput, string[]]>([
    [
      "what is bought beside need not pick the offer itself",
      [offer("tea-free", { lines: is("tea"), give: free({ buy: { ...buy, lines: is("food") } }) }), offer("ten")],
      priced(1000, tea),
      ["ten: 100", "tea-free: 400"],
    ],
    [
      "bought and free goods of one kind: both pick the offer, and the cheaper one is free",
      [offer("second-free", { give: free({ pick: "cheapest", buy }) }), offer("ten")],
      priced(1000, 800),
      ["second-free: 800"],
    ],
    [
      "the free one is worth less than what both lose by it",
      [offer("second-free", { give: free({ pick: "cheapest", buy }) }), offer("half", { give: { percentBp: 5000 } })],
      priced(1000, 800),
      ["half: 500", "half: 400"],
    ],
    [
      "one unit on the receipt: a line that has more elsewhere leaves it to the next",
      [
        offer("half-of-one", { limit: { units: 1, else: ground("LIMIT") }, give: { percentBp: 5000 } }),
        offer("food-60", { lines: is("food"), give: { percentBp: 6000 } }),
      ],
      priced(1000, tea),
      ["food-60: 600", "half-of-one: 200"],
    ],
    [
      "every two together: the one that is left alone keeps its smaller discount",
      [
        offer("pair-30", { give: { percentBp: 3000, units: { group: 2 } } }),
        offer("food-40", { lines: is("food"), give: { percentBp: 4000 } }),
        offer("tea-20", { lines: is("tea"), give: { percentBp: 2000 } }),
      ],
      priced(1000, { category: "tea" }),
      ["food-40: 400", "tea-20: 200"],
    ],
    [
      "a cap that one line uses up leaves the other line to the next best",
      [offer("half", { give: { percentBp: 5000, capMinor: 300 } }), offer("ten")],
      priced(1000, 600),
      ["ten: 100", "half: 300"],
    ],
  ])("%s", (_what, offers, input, expected) => {
    expect(shares(offers, input)).toEqual([expected, true]);
  });

  it("equals trying every pick of every line", () => {
    const kinds: readonly ((id: string) => Offer)[] = [
      (id) => offer(id, { give: { percentBp: 700 } }),
      (id) => offer(id, { lines: is("tea"), give: { percentBp: 4500 } }),
      (id) => offer(id, { give: free({ pick: "cheapest", buy }) }),
      (id) => offer(id, { lines: is("tea"), give: free({ buy: { ...buy, lines: is("food") } }) }),
      (id) => offer(id, { give: { percentBp: 5000, capMinor: 400 } }),
      (id) => offer(id, { give: { percentBp: 9000 }, limit: { units: 1, else: ground("LIMIT") } }),
      (id) => offer(id, { give: { percentBp: 6000, units: { group: 2 } } }),
      (id) => offer(id, { give: { percentBp: 8000, units: { total: 1, pick: "cheapest" } } }),
      (id) => offer(id, { give: { amountMinor: 333, per: "once" } }),
    ];
    const line = fc.record({
      unitPriceMinor: fc.integer({ min: 1, max: 900 }),
      qtyMilli: fc.constantFrom(1000, 2000, 3000, 700),
      category: fc.constantFrom("food", "tea"),
    });
    const drawn = fc.record({
      lines: fc.array(line, { minLength: 1, maxLength: 4 }),
      kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(drawn, ({ lines, kinds: some }) => {
        const offers = some.map((kind, at) => kind(`n${at}`));
        const stacking = perLine(...offers.map(({ id }) => id));
        const { total, optimal } = priceBasket(smallPack({ offers, stacking }), priced(...lines));
        expect(optimal).toBe(true);
        expect(total.discountMinor).toBe(mostOf(offers, lines));
      }),
      { numRuns: draws(1000) },
    );
  });
});

type Line = { readonly unitPriceMinor: number; readonly qtyMilli: number; readonly category: string };

/** The most that any picks save, offers kept to the lines that picked them; all pick that can. */
function mostOf(offers: readonly Offer[], lines: readonly Line[]): number {
  const settle = (picks: readonly string[]) => {
    const kept = offers.map(({ lines: about = { all: [] }, give, ...rest }): Offer => {
      const picked = { fact: "line.pick", is: rest.id };
      const beside = { any: [picked, { not: about }] };
      const { units } = give;
      const bought = units?.buy && { ...units.buy, lines: { all: [beside, units.buy.lines ?? { all: [] }] } };
      const side = bought ? { units: { ...units, buy: bought } } : {};
      return { ...rest, lines: { all: [picked, about] }, give: { ...give, ...side } };
    });
    const picked = lines.map((line, at) => ({ ...line, facts: { "line.pick": picks[at] ?? "" } }));
    return priceBasket(smallPack({ offers: kept }), priced(...picked));
  };
  const fits = ({ lines: about }: Offer, category: string) => about === undefined || about.is === category;
  const open = lines.map(({ category }) => offers.filter((one) => fits(one, category)).map(({ id }) => id));
  let most = 0;
  const search = (picks: readonly string[]) => {
    const members = open[picks.length];
    if (!members) most = Math.max(most, settle(picks).total.discountMinor);
    else for (const member of members.length > 0 ? members : [""]) search([...picks, member]);
  };
  search([]);
  return most;
}

describe("a search among picks that would take too long", () => {
  const lines = Array.from({ length: 40 }, () => [
    { member: 1, ceilingMinor: 9 },
    { member: 2, ceilingMinor: 9 },
  ]);
  const sum = (picks: readonly number[]) => picks.reduce((a, b) => a + b, 0);

  it("stops after 20 000 lines and says what nothing saves more than", () => {
    let settled = 0;
    const settle = (picks: readonly number[]) => {
      settled += 1;
      return sum(picks);
    };
    const found = bestPicks({ lines, settle, saved: (one) => one, start: 40 });
    expect(settled).toBe(500);
    expect(found.boundMinor).toBe(360);
    expect(found.settled).toBe(48);
  });

  it("does not begin where what is there cannot be beaten", () => {
    const settle = () => expect.unreachable();
    expect(bestPicks({ lines, settle, saved: (one) => one, start: 360 })).toEqual({ settled: 360, boundMinor: 360 });
  });
});
