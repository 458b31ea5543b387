import type { LocalDate } from "../kernel/index.ts";
import { addDays, type Condition } from "../offer/index.ts";
import { priceBasket, type PricingInput } from "../pricing/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import { leavesOf } from "./candidates.ts";
import { sampleBasket } from "./sample-basket.ts";
import { satisfy } from "./satisfy.ts";

/** What a search for receipts with a rule came to. */
export type Witness = {
  /** A receipt on which the rule applies. */
  readonly applied: PricingInput | null;
  /** A receipt on which it was worth something and another rule took its place. */
  readonly displaced: { readonly by: string; readonly input: PricingInput } | null;
  /** Why it was refused where it came closest. */
  readonly refused: string | null;
  readonly tried: number;
  /** Its own conditions cannot hold together; the goods they are about are excluded. */
  readonly contradictory: boolean;
  readonly onlyExcluded: boolean;
};

/** Receipts for one question: enough to see each side of every edge. */
const mostSamples = 12;

/** Days that lie in the term of rules and pack, the edges first; empty when there is none. */
export function daysOf({ pack: { effective } }: Pack, offers: readonly Offer[]): LocalDate[] {
  const from = [effective.from, ...offers.map((offer) => offer.from ?? "")].toSorted().at(-1) ?? effective.from;
  const ends = [effective.to, ...offers.map(({ to }) => to)].filter((to) => to !== undefined).toSorted();
  const days = [from, ends[0] ?? addDays(from, 45), addDays(from, 2)];
  return [...new Set(days)].filter((day) => day >= from && ends.every((to) => day <= to));
}

/** Real receipts on which the conditions of all these offers hold together, and `more`. */
export function samplesFor(pack: Pack, offers: readonly Offer[], more: readonly Condition[] = []): PricingInput[] {
  const conditions = [...offers.flatMap((offer) => wishesOf(pack, offer)), ...more, ...goodsIn(pack)];
  const needed = [...conditions, ...serviceFor(pack, conditions)];
  return daysOf(pack, offers).flatMap((today) => {
    const { found } = satisfy({ pack, conditions: needed, today, most: mostSamples });
    const prices = pricesFor(pack, offers);
    return found.flatMap((assignment) =>
      prices.map((priceMinor) => sampleBasket({ pack, offers, today, priceMinor }, assignment)),
    );
  });
}

/** Looks for a receipt on which the offer applies, by pricing receipts made for it. */
export function witnessOf(pack: Pack, offer: Offer): Witness {
  const alone = tryOut(pack, offer, samplesFor(pack, [offer]));
  if (alone.tried === 0) {
    const contradictory = isImpossible(pack, offer, []);
    const onlyExcluded = !contradictory && isImpossible(pack, offer, goodsIn(pack));
    return { ...alone, contradictory, onlyExcluded };
  }
  // Some rules ask what others have given: receipts for the two together.
  const others = alone.applied ? [] : pack.offers.filter(({ id }) => id !== offer.id).slice(0, maxPartners);
  let tried = alone.tried;
  for (const other of others) {
    const both = tryOut(pack, offer, samplesFor(pack, [offer, other]));
    tried += both.tried;
    if (both.applied) return { ...both, tried, contradictory: false, onlyExcluded: false };
  }
  return { ...alone, tried, contradictory: false, onlyExcluded: false };
}

/** Rules tried beside the one in question. */
const maxPartners = 40;

function tryOut(pack: Pack, offer: Offer, samples: readonly PricingInput[]) {
  let displaced: Witness["displaced"] = null;
  let refused: string | null = null;
  for (const [at, input] of samples.entries()) {
    const rulings = priceBasket(pack, input).rulings.filter(({ rule }) => rule === offer.id);
    if (rulings.some(({ outcome }) => outcome === "applied")) {
      return { applied: input, displaced, refused, tried: at + 1 };
    }
    const lost = rulings.find(({ outcome }) => outcome === "displaced");
    if (lost?.by !== undefined) displaced ??= { by: lost.by, input };
    refused ??= rulings.find(({ outcome }) => outcome === "refused")?.code ?? null;
  }
  return { applied: null, displaced, refused, tried: samples.length };
}

/** Whether the offer's own conditions can never hold: proved, not merely not found. */
function isImpossible(pack: Pack, offer: Offer, more: readonly Condition[]): boolean {
  const conditions = [...ownWishes(offer), ...more];
  return daysOf(pack, [offer]).every((today) => {
    const { found, complete } = satisfy({ pack, conditions, today, most: 1 });
    return found.length === 0 && complete;
  });
}

function ownWishes({ lines, when = [], order }: Offer): Condition[] {
  return [...(lines ? [lines] : []), ...when, ...(order?.fits ? [order.fits] : [])];
}

/** The offer's conditions, and those of the lines that its sums count. */
function wishesOf(pack: Pack, offer: Offer): Condition[] {
  const own = ownWishes(offer);
  const { base } = offer.give.tiers ?? {};
  const sums = [...own.flatMap(leavesOf).map((leaf) => leaf.base), base].filter((name) => name !== undefined);
  const counted = sums.flatMap((name) => {
    const { measure, where } = pack.bases[name] ?? {};
    return where && measure !== "discount" ? [where] : [];
  });
  const steps = offer.give.tiers?.rows.map(({ from }) => ({ base: base ?? "", atLeast: from })) ?? [];
  return [...own, ...counted, ...(base === undefined ? [] : [{ any: steps }])];
}

function goodsIn(pack: Pack): Condition[] {
  // A line is always of some kind of goods, and of one that the programme may discount.
  const kind = pack.facts["line.category"] ? [{ not: { fact: "line.category", is: null } }] : [];
  return [...kind, ...pack.exclusions.map(({ when }) => ({ not: when }))];
}

/** What a card needs to serve, where some condition asks for it. */
function serviceFor(pack: Pack, conditions: readonly Condition[]): Condition[] {
  const asks = conditions.flatMap(leavesOf).some(({ fact, is }) => fact === "card.serves" && is === true);
  return asks ? (pack.card?.serve ?? []).map(({ when }) => when) : [];
}

/** Sums of other rules beside which these are tried, too. */
const mostEdges = 6;

/** Prices at the edges of these offers, and below the sums that others ask for: what gives less has its turn there. */
function pricesFor(pack: Pack, offers: readonly Offer[]): number[] {
  const steps = offers.flatMap(({ give }) => give.tiers?.rows.map(({ from }) => from) ?? []);
  const asked = pack.offers.flatMap((offer) => ownWishes(offer).flatMap(leavesOf));
  const sums = asked.flatMap(({ base, above, atLeast }) => {
    const sum = pack.bases[base ?? ""]?.measure === "amount" ? (atLeast ?? above) : undefined;
    return typeof sum === "number" ? [sum - 1] : [];
  });
  const edges = [...new Set(sums)].slice(0, mostEdges);
  return [...new Set([10_000, ...steps, 1_000_000, ...edges, 1])].filter((price) => price > 0);
}
