import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket, type PricedLine, type PricingInput } from "../../../core/pricing/index.ts";
import type { Pack, Readings } from "../../../core/programme/index.ts";
import { draws } from "../draws.ts";
import { anyReadings, anyReceipt, goods, shopPack } from "./shop.ts";

const packs = new Map<string, Pack>();
function packUnder(readings: Readings): Pack {
  const key = JSON.stringify(readings);
  const pack = packs.get(key) ?? shopPack(readings);
  packs.set(key, pack);
  return pack;
}

/** Prices 1000 receipts, each under readings drawn with it. */
function forAll(holds: (pack: Pack, input: PricingInput, seed: number) => void): void {
  fc.assert(
    fc.property(anyReadings, anyReceipt, fc.nat(), (readings, input, seed) => {
      holds(packUnder(readings), input, seed);
    }),
    { numRuns: draws(1000) },
  );
}

/** A permutation drawn from the seed; blanks keep their order, which the programme itself uses. */
function shuffled<T>(list: readonly T[], seed: number, keeps: (entry: T) => boolean = () => false): T[] {
  const kept = list.filter(keeps);
  const rest = list.filter((entry) => !keeps(entry));
  const drawn = rest
    .map((entry, at) => ({ entry, rank: Math.imul(seed + 1, at * 2654435761 + 40503) >>> 0 }))
    .toSorted((a, b) => a.rank - b.rank);
  return [...kept.slice(0, 1), ...drawn.map(({ entry }) => entry), ...kept.slice(1)];
}

const byId = (lines: readonly PricedLine[]) => Object.fromEntries(lines.map((line) => [line.id, line]));

describe("laws of pricing, over 1000 receipts under any readings", () => {
  it("lines add up to the receipt, and shares to the discount", () => {
    forAll((pack, input) => {
      const { lines, total } = priceBasket(pack, input);
      const sum = (figure: (line: PricedLine) => number) => lines.reduce((all, line) => all + figure(line), 0);
      expect(sum((line) => line.grossMinor)).toBe(total.grossMinor);
      expect(sum((line) => line.discountMinor)).toBe(total.discountMinor);
      expect(sum((line) => line.netMinor)).toBe(total.payableMinor);
      for (const line of lines) {
        expect(line.adjustments.reduce((all, { amountMinor }) => all + amountMinor, 0)).toBe(line.discountMinor);
      }
    });
  });

  it("no line goes below zero, and excluded goods are never discounted", () => {
    forAll((pack, input) => {
      for (const line of priceBasket(pack, input).lines) {
        expect(line.netMinor).toBeGreaterThanOrEqual(0);
        expect(line.discountMinor).toBeGreaterThanOrEqual(0);
        expect(line.excluded && line.discountMinor > 0).toBeFalsy();
      }
    });
  });

  it("the order of lines changes nothing", () => {
    forAll((pack, input, seed) => {
      const lines = shuffled(input.lines, seed, (line) => line.blank !== undefined);
      const one = priceBasket(pack, input);
      const other = priceBasket(pack, { ...input, lines });
      expect(other.total).toEqual(one.total);
      expect(other.cardMoves).toEqual(one.cardMoves);
      expect(other.hints).toEqual(one.hints);
      // Rounded on the receipt, rests go to earlier lines: there the pack itself looks at the order.
      const exact = pack.rounding.level === "line" ? byId(one.lines) : {};
      expect(byId(other.lines)).toMatchObject(exact);
    });
  });

  it("the order of offers in the pack changes nothing", () => {
    forAll((pack, input, seed) => {
      const stacking = { ...pack.stacking, members: shuffled(pack.stacking.members, seed) };
      const other = { ...pack, offers: shuffled(pack.offers, seed), stacking };
      const one = priceBasket(pack, input);
      expect(priceBasket(other, input).total).toEqual(one.total);
    });
  });

  it("showing a blocked card changes nothing but the refusal", () => {
    forAll((pack, input) => {
      const bare = priceBasket(pack, { ...input, card: null });
      const card = { number: "2900000000009", status: "blocked", presentation: "original" } as const;
      const shown = priceBasket(pack, { ...input, card });
      expect(shown.lines).toEqual(bare.lines);
      expect(shown.cardMoves).toEqual(bare.cardMoves);
    });
  });

  it("the same receipt gives the same bytes", () => {
    forAll((pack, input) => {
      expect(JSON.stringify(priceBasket(pack, structuredClone(input)))).toBe(JSON.stringify(priceBasket(pack, input)));
    });
  });

  it("every offer in force ends in a decision on every line of goods", () => {
    forAll((pack, input) => {
      const { decisions, lines } = priceBasket(pack, input);
      const ended = decisions.filter(({ line }) => line === null).map(({ rule }) => rule);
      const open = pack.offers.filter(({ id }) => !ended.includes(id));
      const rows = input.lines.filter((line) => !line.blank);
      for (const { id } of open) {
        const decided = decisions.filter(({ rule }) => rule === id).map(({ line }) => line);
        expect(decided).toEqual(rows.map((line) => line.id));
      }
      for (const { id, adjustments } of lines) {
        for (const { rule } of adjustments) {
          expect(decisions.find((one) => one.rule === rule && one.line === id)?.outcome).toBe("applied");
        }
      }
    });
  });

  it("rulings are the decisions: the same rules on the same lines with the same figures, each line once", () => {
    forAll((pack, input) => {
      const { rulings, decisions, lines } = priceBasket(pack, input);
      const written = rulings.flatMap((ruling): unknown[][] => {
        const { rule, outcome, code, lines: places, amountsMinor, differencesMinor } = ruling;
        const said = [rule, outcome, code];
        if (places.length === 0) return [[...said, null]];
        return places.map((place, at) => [...said, lines[place]?.id, amountsMinor?.[at], differencesMinor?.[at]]);
      });
      const flat = decisions.map(({ rule, outcome, code, line, amountMinor, differenceMinor }) => {
        return line === null ? [rule, outcome, code, line] : [rule, outcome, code, line, amountMinor, differenceMinor];
      });
      const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).toSorted();
      expect(sorted(written)).toEqual(sorted(flat));
      expect(new Set(flat.map(([rule, , , line]) => `${String(rule)} ${String(line)}`)).size).toBe(flat.length);
    });
  });

  it("a hint that is followed comes true, and one kopeck less does not do", () => {
    forAll((pack, input) => {
      for (const hint of priceBasket(pack, input).hints) {
        const with_ = (more: number) => priceBasket(pack, { ...input, lines: [...input.lines, goods("more", more)] });
        const then = with_(hint.missingMinor);
        expect(then.total.discountMinor).toBe(hint.discountThenMinor);
        expect(then.decisions).toContainEqual(expect.objectContaining({ rule: hint.rule, outcome: "applied" }));
        expect(with_(hint.missingMinor - 1).bases[hint.base]).toBeLessThan(hint.requiredMinor);
      }
    });
  });
});
