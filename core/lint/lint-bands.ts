import { canonicalJson, type LocalDate } from "../kernel/index.ts";
import { addDays, type Condition } from "../offer/index.ts";
import { priceBasket, type PricingInput } from "../pricing/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import { finding, type Figure, type Finding } from "./finding.ts";
import { askedBy, stretchOf } from "./lint-rules.ts";
import { samplesFor } from "./witness.ts";

/** One rule's stretch of a figure or of the calendar, both ends included; `rest`: all that it asks besides. */
type Band = {
  readonly offer: Offer;
  readonly subject: string;
  readonly rest: string;
  readonly from: number;
  readonly to: number;
  /** The questions about the figure: from, to, or both. */
  readonly leaves: readonly Condition[];
};

/** Gaps and overlaps between rules that differ in one figure, or only in their dates. */
export function lintBands(pack: Pack): Finding[] {
  const bands = pack.offers.flatMap((offer) => [...figureBands(offer), ...dateBands(offer)]);
  const families = [...Map.groupBy(bands, ({ subject, rest }) => `${subject} ${rest}`).values()];
  return families.flatMap((family) => {
    const sorted = family.toSorted((a, b) => a.from - b.from || a.to - b.to);
    return sorted.slice(1).flatMap((band, at) => {
      const before = sorted[at];
      return before ? betweenBands(pack, before, band) : [];
    });
  });
}

function betweenBands(pack: Pack, before: Band, after: Band): Finding[] {
  const about = { rule: after.offer.id, clause: after.offer.clause };
  const [gapFrom, gapTo] = [before.to + 1, after.from - 1];
  // Open upwards on both sides is a staircase (from 10, from 100), not a doubled band.
  const isStair = before.to === Infinity && after.to === Infinity;
  const isGap = gapFrom <= gapTo;
  const overlapTo = Math.min(before.to, after.to);
  // The same stretch twice: the rules do not differ by this figure at all.
  if (before.from === after.from && before.to === after.to) return [];
  if (!isGap && (isStair || after.from > overlapTo || before.offer === after.offer)) return [];
  const [from, to] = isGap ? [gapFrom, gapTo] : [after.from, overlapTo];
  const shown = (value: number) => figureOf(pack, after.subject, value);
  const figures = {
    subject: after.subject,
    from: shown(from),
    to: shown(to),
    before: before.offer.id,
    after: after.offer.id,
  };
  const example = exampleAt(pack, isGap ? [after.offer] : [before.offer, after.offer], { band: after, at: from });
  return [finding(isGap ? "band-gap" : "band-overlap", about, { figures, example })];
}

/** A receipt whose figure is inside the gap, or inside both bands, and what the engine makes of it is as said. */
function exampleAt(
  pack: Pack,
  offers: readonly Offer[],
  { band, at }: { readonly band: Band; readonly at: number },
): PricingInput | undefined {
  const [leaf] = band.leaves;
  if (!leaf) return undefined;
  const { fact, base } = leaf;
  const moved = offers.map((offer) => ({ ...offer, ...without(offer, askingOf(offer, band.subject)) }));
  const asked = { ...(fact === undefined ? {} : { fact }), ...(base === undefined ? {} : { base }), is: at };
  return samplesFor(pack, moved, [asked]).find((input) => {
    const applied = priceBasket(pack, input).rulings.filter(({ outcome }) => outcome === "applied");
    return offers.length > 1 || !applied.some(({ rule }) => rule === band.offer.id);
  });
}

function figureOf(pack: Pack, subject: string, value: number): Figure {
  if (subject === "date") return Number.isFinite(value) ? { date: dayText(value) } : "…";
  const isMoney = pack.bases[subject]?.measure === "amount" || pack.facts[subject]?.type === "money";
  if (!Number.isFinite(value)) return "∞";
  return isMoney ? { minor: value } : { count: value };
}

const dayText = (day: number): LocalDate => addDays("1970-01-01", day);
const dayOf = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

function dateBands(offer: Offer): Band[] {
  const { from, to } = offer;
  if (from === undefined && to === undefined) return [];
  const rest = JSON.stringify([askedBy(offer.lines), (offer.when ?? []).map(askedBy)]);
  return [
    {
      offer,
      subject: "date",
      leaves: [],
      rest,
      from: from === undefined ? -Infinity : dayOf(from),
      to: to === undefined ? Infinity : dayOf(to),
    },
  ];
}

function figureBands(offer: Offer): Band[] {
  const stretches = conditionsOf(offer).flatMap((leaf) => stretchOf(leaf) ?? []);
  return [...Map.groupBy(stretches, ({ subject }) => subject)].map(([subject, parts]): Band => {
    const leaves = askingOf(offer, subject);
    const { lines, when } = without(offer, leaves);
    // Rules of different terms or papers are no neighbours.
    const rest = canonicalJson([askedBy(lines), when.map(askedBy), offer.from, offer.to, offer.order?.kind]);
    const from = Math.max(...parts.map((part) => part.from));
    const to = Math.min(...parts.map((part) => part.to));
    return { offer, subject, rest, from, to, leaves };
  });
}

/** The offer's questions about one figure. */
function askingOf(offer: Offer, subject: string): readonly Condition[] {
  return conditionsOf(offer).filter((leaf) => stretchOf(leaf)?.subject === subject);
}

function conditionsOf({ lines, when = [] }: Offer): readonly Condition[] {
  return [...(lines ? partsOf(lines) : []), ...when.flatMap(partsOf)];
}

function partsOf(condition: Condition): readonly Condition[] {
  return condition.all ? condition.all.flatMap(partsOf) : [condition];
}

/** What the offer asks without some of its questions. */
function without({ lines, when = [] }: Offer, leaves: readonly Condition[]): { lines: Condition; when: Condition[] } {
  const kept = (list: readonly Condition[]) => list.flatMap(partsOf).filter((one) => !leaves.includes(one));
  return { lines: { all: kept(lines ? [lines] : []) }, when: kept(when) };
}
