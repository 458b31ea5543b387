import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  balances,
  cardsOf,
  changed,
  compareCount,
  countAll,
  eachNumber,
  foldStock,
  holderText,
  moveCards,
  numberAt,
  outside,
  readHolder,
  shared,
  type Holder,
  type Movement,
  type MovementKind,
  type Range,
  type Stock,
} from "../../../core/stock/index.ts";
import { draws } from "../draws.ts";

/** Sixty cards with a check digit: few enough that movements meet. */
const start = "2900000000001";
const cardAt = (place: number): string => numberAt(start, "gtin", place);
const rangeOf = (from: number, length: number): Range => ({
  first: cardAt(from),
  last: cardAt(Math.min(59, from + length)),
  check: "gtin",
});

const holders: readonly Holder[] = [
  { kind: "place", id: "north" },
  { kind: "place", id: "south" },
  { kind: "person", id: "p" },
  { kind: "way", id: "w" },
  { kind: "handed", id: "p" },
  { kind: "spoiled", id: "p" },
  { kind: "lost", id: "w" },
  { kind: "sold", id: "north" },
  { kind: "written-off", id: "a" },
];
const ways: Readonly<Record<MovementKind, readonly [readonly string[], readonly string[]]>> = {
  receive: [["outside"], ["place"]],
  send: [["place", "person"], ["way"]],
  arrive: [["way"], ["place", "person"]],
  miss: [["way", "place", "person"], ["lost"]],
  find: [["lost"], ["place", "person"]],
  entrust: [["place"], ["person"]],
  giveBack: [["person"], ["place"]],
  handOut: [["person"], ["handed"]],
  spoil: [["place", "person"], ["spoiled"]],
  sell: [["place"], ["sold"]],
  writeOff: [["handed", "spoiled", "lost"], ["written-off"]],
  correct: [
    ["place", "person", "way", "handed", "spoiled", "lost", "sold"],
    ["place", "person", "handed", "spoiled", "lost", "sold"],
  ],
};

const range = fc.tuple(fc.nat(59), fc.nat(5)).map(([from, length]) => rangeOf(from, length));
const apart = (ranges: readonly Range[]): boolean =>
  ranges.every((one, at) => ranges.slice(at + 1).every((other) => shared(one, other) === undefined));
/** Mostly along the ways there are: a draw of any two holders would lead nowhere. */
const oneOf = (kinds: readonly string[]): fc.Arbitrary<Holder> => {
  const fitting = [outside, ...holders].filter(({ kind }) => kinds.includes(kind));
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fitting) }, fc.constantFrom(outside, ...holders));
};
const movement: fc.Arbitrary<Movement> = fc
  .oneof(
    { weight: 1, arbitrary: fc.constant<MovementKind>("receive") },
    { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(ways) as MovementKind[])) },
  )
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      on: fc.constantFrom("2025-07-01", "2025-07-02", "2025-07-03"),
      from: oneOf(ways[kind][0]),
      to: oneOf(ways[kind][1]),
      ranges: fc.array(range, { minLength: 1, maxLength: 2 }).filter(apart),
    }),
  );

/** The same book kept card by card, as a clerk without a computer would. */
function cardByCard() {
  const book = new Map<string, { readonly holder: Holder; readonly since: string }>();
  return {
    book,
    take({ kind, on, from, to, ranges }: Movement): boolean {
      const [sources, targets] = ways[kind];
      const numbers = eachNumber(ranges);
      const same = holderText(from) === holderText(to);
      if (!sources.includes(from.kind) || !targets.includes(to.kind) || same) return false;
      const fits = numbers.every((number) => {
        const card = book.get(number);
        if (from.kind === "outside") return card === undefined;
        return card !== undefined && holderText(card.holder) === holderText(from) && card.since <= on;
      });
      if (fits) for (const number of numbers) book.set(number, { holder: to, since: on });
      return fits;
    },
  };
}

/** The movements of a random story that the books admit, in their order. */
function admitted(story: readonly Movement[]): { readonly stock: Stock; readonly taken: readonly Movement[] } {
  let stock: Stock = [];
  const taken: Movement[] = [];
  for (const one of story) {
    const moved = moveCards(stock, one);
    if (!moved.ok) continue;
    stock = changed(stock, moved.value);
    taken.push(one);
  }
  return { stock, taken };
}

const story = fc.array(movement, { maxLength: 40 });

describe("stock of card blanks, over random movements", () => {
  it("admits and refuses as a book kept card by card, and says the same of every card", () => {
    fc.assert(
      fc.property(story, (movements) => {
        const clerk = cardByCard();
        let stock: Stock = [];
        for (const one of movements) {
          const moved = moveCards(stock, one);
          expect(moved.ok).toBe(clerk.take(one));
          if (moved.ok) stock = changed(stock, moved.value);
        }
        for (const holder of holders) {
          const own = [...clerk.book].filter(([, card]) => holderText(card.holder) === holderText(holder));
          expect(eachNumber(cardsOf(stock, holder))).toEqual(own.map(([number]) => number).toSorted());
        }
      }),
      { numRuns: draws(1000) },
    );
  });

  it("keeps the sum over all holders equal to what was received, none below zero, no card twice", () => {
    fc.assert(
      fc.property(story, (movements) => {
        const { stock, taken } = admitted(movements);
        const received = taken.filter(({ kind }) => kind === "receive").map(({ ranges }) => countAll(ranges));
        const counts = [...balances(stock).values()];
        expect(counts.reduce((a, b) => a + b, 0)).toBe(received.reduce((a, b) => a + b, 0));
        expect(counts.every((count) => count > 0)).toBe(true);
        expect(apart(stock)).toBe(true);
      }),
      { numRuns: draws(1000) },
    );
  });

  it("comes to the same whatever the order in which papers of different days are told", () => {
    fc.assert(
      fc.property(story, fc.infiniteStream(fc.nat(1000)), (movements, stream) => {
        const { stock, taken } = admitted(movements);
        // Days are shuffled, the papers of one day stay in their order.
        const days = [...new Set(taken.map(({ on }) => on))].map((on) => ({ on, rank: Number(stream.next().value) }));
        const mixed = days
          .toSorted((a, b) => a.rank - b.rank)
          .flatMap(({ on }) => taken.filter((one) => one.on === on));
        const folded = foldStock(mixed);
        expect(folded.ok && Object.fromEntries(balances(folded.value))).toEqual(Object.fromEntries(balances(stock)));
      }),
      { numRuns: draws(500) },
    );
  });

  it("splits what was counted into arrived, missing and surplus, without losing a card", () => {
    const some = fc.array(range, { maxLength: 4 }).filter(apart);
    fc.assert(
      fc.property(some, some, (sent, found) => {
        const { arrived, missing, surplus } = compareCount(sent, found);
        const [all, here] = [eachNumber(sent), eachNumber(found)];
        expect(eachNumber(arrived)).toEqual(all.filter((number) => here.includes(number)).toSorted());
        expect(eachNumber(missing)).toEqual(all.filter((number) => !here.includes(number)).toSorted());
        expect(eachNumber(surplus)).toEqual(here.filter((number) => !all.includes(number)).toSorted());
      }),
      { numRuns: draws(500) },
    );
  });

  it("reads a holder back as it was written", () => {
    for (const holder of [outside, ...holders]) expect(readHolder(holderText(holder))).toEqual(holder);
    expect(readHolder("nobody:1")).toBeUndefined();
  });
});
