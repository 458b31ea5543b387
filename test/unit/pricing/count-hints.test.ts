import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket, type CountHint, type PricingInput, type PricingLine } from "../../../core/pricing/index.ts";
import { parsePack, type Pack } from "../../../core/programme/index.ts";
import { draws } from "../draws.ts";
import { goods, receipt, shopJson } from "./shop.ts";
import { schoolPack, stay } from "./school.ts";

const ground = { code: "TOO_FEW", clause: "2", message: "rate.missing" };
const counted = { excluded: "left-out", stage: "before-discount", where: { fact: "line.category", is: "food" } };

type Step = {
  readonly measure: "units" | "most-units" | "lines";
  readonly atLeast: number;
  readonly percentBp: number;
};

/** A pack whose only rule asks for so many of food; or has steps by it. */
function countingPack({ measure, atLeast, percentBp }: Step, steps?: readonly (readonly [number, number])[]): Pack {
  const offer = { id: "many", clause: "2", message: "rate" };
  const when = [{ base: "food", atLeast, else: ground }];
  const rows = steps?.map(([from, bp]) => ({ from, percentBp: bp }));
  const parsed = parsePack({
    ...(shopJson as Readonly<Record<string, unknown>>),
    exclusions: [],
    bases: { ...(shopJson as { readonly bases: object }).bases, food: { measure, ...counted } },
    offers: [
      rows
        ? { ...offer, give: { tiers: { base: "food", rows, else: ground } } }
        : { ...offer, when, give: { percentBp } },
    ],
    stacking: { mode: "best", members: ["many"] },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

/** The same pack with other figures in its rule. */
function withRule(pack: Pack, { atLeast, percentBp }: Step): Pack {
  const when = [{ base: "food", atLeast, else: ground }];
  return { ...pack, offers: pack.offers.map((offer) => ({ ...offer, when, give: { percentBp } })) };
}

/** The receipt with so many more of what a hint names. */
function followed(input: PricingInput, { by, line, missing }: CountHint, more = missing): PricingInput {
  const like = input.lines.find(({ id }) => id === line);
  if (!like) throw new Error("the hint names a line");
  const nth = (count: number): PricingLine[] =>
    Array.from({ length: count }, (_, at) => ({ ...like, id: `more${at}` }));
  if (by === "lines") return { ...input, lines: [...input.lines, ...nth(more)] };
  return {
    ...input,
    lines: input.lines.map((one) => (one === like ? { ...one, qtyMilli: one.qtyMilli + more * 1000 } : one)),
  };
}

describe("hints name how many more save more", () => {
  const two = receipt([{ ...goods("1", 500), qtyMilli: 2000 }, goods("2", 900, "non-food")], { card: null });

  it("two more of the cheapest that counts", () => {
    const pack = countingPack({ measure: "units", atLeast: 4, percentBp: 1000 });
    expect(priceBasket(pack, two).countHints).toEqual([
      {
        rule: "many",
        clause: "2",
        counts: "food",
        by: "units",
        line: "1",
        actual: 2,
        required: 4,
        missing: 2,
        discountNowMinor: 0,
        discountThenMinor: 290,
        payableNowMinor: 1900,
        payableThenMinor: 2610,
        rateBp: 1000,
        message: {
          key: "rate.missing",
          params: {
            clause: "2",
            rate: { bp: 1000 },
            actual: { count: 2 },
            required: { count: 4 },
            missing: { count: 2 },
          },
        },
      },
    ]);
  });

  it("the next step of a table, when one is reached already", () => {
    const step = { measure: "units", atLeast: 0, percentBp: 0 } as const;
    const pack = countingPack(step, [
      [2, 500],
      [5, 1000],
    ]);
    expect(priceBasket(pack, two).countHints).toMatchObject([
      { rule: "many", required: 5, missing: 3, rateBp: 1000, discountNowMinor: 95, discountThenMinor: 340 },
    ]);
  });

  it.each([
    ["nothing that counts is on the receipt", receipt([goods("1", 500, "non-food")], { card: null })],
    ["there are enough", receipt([{ ...goods("1", 500), qtyMilli: 4000 }], { card: null })],
    ["what counts costs nothing", receipt([goods("1", 0)], { card: null })],
  ])("none where %s", (_where, input) => {
    const pack = countingPack({ measure: "units", atLeast: 4, percentBp: 1000 });
    expect(priceBasket(pack, input).countHints).toEqual([]);
  });

  it("come true when followed, and one fewer does not do", () => {
    const step = fc.record({
      measure: fc.constantFrom("units", "most-units", "lines"),
      atLeast: fc.integer({ min: 1, max: 9 }),
      percentBp: fc.integer({ min: 1, max: 5000 }),
    });
    const line = fc.record({
      category: fc.constantFrom("food", "food", "non-food"),
      unitPriceMinor: fc.integer({ min: 0, max: 2000 }),
      qtyMilli: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 5000 })),
    });
    const bare = (measure: Step["measure"]) => countingPack({ measure, atLeast: 1, percentBp: 100 });
    const packs = { units: bare("units"), "most-units": bare("most-units"), lines: bare("lines") };
    let followedHints = 0;
    fc.assert(
      fc.property(step, fc.array(line, { minLength: 1, maxLength: 5 }), (rule, rows) => {
        const pack = withRule(packs[rule.measure], rule);
        const lines = rows.map((row, at) => ({ ...goods(`g${at}`, 0), ...row }));
        const input = receipt(lines, { card: null });
        for (const hint of priceBasket(pack, input).countHints) {
          const then = priceBasket(pack, followed(input, hint));
          followedHints += 1;
          expect(then.total.discountMinor).toBe(hint.discountThenMinor);
          expect(then.total.payableMinor).toBe(hint.payableThenMinor);
          expect(then.bases["food"]).toBe(hint.required);
          expect(priceBasket(pack, followed(input, hint, hint.missing - 1)).total.discountMinor).toBe(0);
        }
        expect(priceBasket(pack, { ...input, lines: lines.toReversed() }).countHints).toEqual(
          priceBasket(pack, input).countHints,
        );
      }),
      { numRuns: draws(1000) },
    );
    expect(followedHints).toBeGreaterThan(draws(100));
  });
});

describe("hints of nights, where the desk counts them", () => {
  const school = schoolPack();

  it("6.1: one night more than two brings the third at 40 % less", () => {
    const { countHints } = priceBasket(school, stay(2));
    expect(countHints[0]).toMatchObject({
      rule: "6.1",
      counts: "stay.nights",
      by: "nights",
      line: "2",
      actual: 2,
      required: 3,
      missing: 1,
      payableNowMinor: 600_000,
      payableThenMinor: 780_000,
      discountThenMinor: 120_000,
    });
  });

  it("followed night by night they come true", () => {
    for (const nights of [1, 2, 3, 4, 5, 6]) {
      const input = stay(nights);
      for (const { missing, discountThenMinor, payableThenMinor } of priceBasket(school, input).countHints) {
        const { total } = priceBasket(school, stay(nights + missing));
        expect([total.discountMinor, total.payableMinor]).toEqual([discountThenMinor, payableThenMinor]);
      }
    }
  });

  it("none for who booked elsewhere: the nights are not what is missing", () => {
    expect(priceBasket(school, stay(2, { "stay.channel": "agent" })).countHints).toEqual([]);
  });
});
