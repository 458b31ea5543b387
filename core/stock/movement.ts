import { ok, refuse, type LocalDate, type Result } from "../kernel/index.ts";
import { isGone, isSame, holderText, type Holder, type HolderKind } from "./holder.ts";
import { countAll, isSound, shared, without, type Range } from "./numbers.ts";
import type { StockRefusal } from "./refusal.ts";

/** Cards that one holder has had since a day. */
export type Span = Range & { readonly holder: Holder; readonly since: LocalDate };

/**
 * Every card that was ever received, in spans that do not overlap: each card is with one holder. A card's movements
 * are in the order of their days, so the order in which papers of one day, or of other cards, are entered is nothing.
 */
export type Stock = readonly Span[];

type Way = readonly [from: readonly HolderKind[], to: readonly HolderKind[]];

/** From whom to whom each kind of movement leads. `correct` is a person's decision about a discrepancy. */
const ways = {
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
} as const satisfies Readonly<Record<string, Way>>;
export type MovementKind = keyof typeof ways;
export const movementKinds = Object.keys(ways) as readonly MovementKind[];

export type Movement = {
  readonly kind: MovementKind;
  readonly on: LocalDate;
  readonly from: Holder;
  readonly to: Holder;
  /** Do not overlap. */
  readonly ranges: readonly Range[];
};

/** What a movement takes out of the stock's spans and what it puts in their place. */
export type StockChange = { readonly removed: readonly Span[]; readonly added: readonly Span[] };

/** What becomes of the stock, or why nothing may. `stock` need hold no more than the spans that the ranges touch. */
export function moveCards(stock: Stock, movement: Movement): Result<StockChange, StockRefusal> {
  const { kind, from, to, ranges, on } = movement;
  if (countAll(ranges) === 0) return refuse({ kind: "no-cards" });
  const [sources, targets]: Way = ways[kind];
  if (!sources.includes(from.kind) || !targets.includes(to.kind) || isSame(from, to)) {
    return refuse({ kind: "no-such-way", holder: holderText(to) });
  }
  const unsound = ranges.flatMap(({ first, last, check }) => [first, last].filter((number) => !isSound(number, check)));
  if (unsound[0] !== undefined) return refuse({ kind: "check-digit", number: unsound[0] });
  const added = ranges.map(({ first, last, check }): Span => ({ first, last, check, holder: to, since: on }));
  if (from.kind === "outside") {
    const known = ranges.flatMap((range) => stock.flatMap((span) => shared(range, span) ?? []))[0];
    return known ? refuse({ kind: "received-before", number: known.first }) : ok({ removed: [], added });
  }
  const fault = ranges.map((range) => faultOf(stock, range, movement)).find((one) => one !== undefined);
  if (fault) return refuse(fault);
  const removed = stock.filter((span) => ranges.some((range) => shared(range, span)));
  const kept = removed.flatMap((span) => without(span, ranges).map((piece) => ({ ...span, ...piece })));
  return ok({ removed, added: [...kept, ...added] });
}

/** The stock with a change made. */
export function changed(stock: Stock, { removed, added }: StockChange): Stock {
  return [...stock.filter((span) => !removed.includes(span)), ...added];
}

function faultOf(stock: Stock, range: Range, { from, on }: Movement): StockRefusal | undefined {
  const touched = stock.filter((span) => shared(range, span));
  const unknown = without(range, touched)[0];
  if (unknown) return { kind: "not-in-stock", number: unknown.first };
  for (const span of touched) {
    const number = shared(range, span)?.first ?? span.first;
    if (!isSame(span.holder, from)) {
      const kind = span.holder.kind === "way" ? "on-the-way" : isGone(span.holder) ? "gone" : "other-holder";
      return { kind, number, holder: holderText(span.holder) };
    }
    if (span.since > on) return { kind: "moved-later", number, day: span.since };
  }
  return undefined;
}
