import type { Minor } from "../money/index.ts";
import type { Pack } from "../programme/index.ts";
import { placeIn, type Gift } from "./apply-offer.ts";
import { decideOffers, decidePrices, decisionsIn, written } from "./decide.ts";
import { hintsFor, type Trial } from "./hints.ts";
import { priceBlanks, type BlankPrices } from "./price-blanks.ts";
import type { Adjustment, Bonus, Decision, PricedBasket, PricedLine } from "./priced-basket.ts";
import type { PricingInput } from "./priced-basket.ts";
import { baseOf, createScene, withService, type Scene } from "./scene.ts";
import { serveCard, type Service } from "./serve-card.ts";
import { stackOffers, takeOff, type Stacked } from "./stack.ts";
import { offerText, spoken } from "./words.ts";

/**
 * Prices a receipt under a pack: every line's discount with its ground, what became of each rule, the moves of cards
 * that the sale will make, and what would save more. Pure and synchronous; whole minor units only; the order of lines
 * and rules changes nothing but what the pack itself settles by order (the first blank is the free one, rounding
 * rests go to earlier lines). `decisions` and `hints` are worked out when first read, from what pricing kept.
 */
export function priceBasket(pack: Pack, input: PricingInput): PricedBasket {
  const settled = settle(pack, input);
  const { scene, service, blanks, stacked, left } = settled;
  const { gifts, met, rivals, optimal, boundMinor } = stacked;
  const rulings = once(() => [...decidePrices(scene), ...decideOffers({ scene, gifts, left, met }), ...blanks.rulings]);
  const ids = scene.lines.map(({ input: { id } }) => id);
  const decisions = once(() => decisionsIn(rulings(), ids));
  const reprice = (changed: PricingInput) => trialOf(settle(pack, changed));
  const hints = once(() => hintsFor({ scene, rulings: rulings(), now: trialOf(settled), reprice }));
  const lines = pricedLines(settled);
  return {
    pack: { id: pack.pack.id, version: pack.pack.version },
    currency: pack.pack.currency,
    lines,
    total: totalOf(lines),
    bases: Object.fromEntries(Object.keys(pack.bases).map((name) => [name, baseOf(scene, name, left)])),
    rateBp: highestRate(gifts),
    servedBy: service.servedBy,
    cardMoves: service.moves,
    refusals: service.refusals.map((ground) => spoken(pack, ground)),
    get rulings() {
      return rulings();
    },
    get decisions() {
      return decisions();
    },
    get hints() {
      return hints().hints;
    },
    get countHints() {
      return hints().counts;
    },
    earned: blanks.earned,
    bonuses: gifts.flatMap((gift) => bonusesOf(scene, gift)),
    rivals,
    optimal,
    boundMinor,
  };
}

/** The decisions that concern one line, without writing all others out. */
export function decisionsOn({ rulings, lines }: PricedBasket, line: string): readonly Decision[] {
  const ids = lines.map(({ id }) => id);
  const index = ids.indexOf(line);
  return rulings.flatMap((ruling) => written(ruling, ids, index));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** A receipt with all that money depends on decided, and nothing put into words yet. */
type Settled = {
  readonly scene: Scene;
  readonly service: Service;
  readonly stacked: Stacked;
  /** What goods cost after all discounts. */
  readonly left: readonly Minor[];
  readonly blanks: BlankPrices;
};

function settle(pack: Pack, input: PricingInput): Settled {
  const opened = createScene(pack, input);
  const service = serveCard(opened);
  const scene = withService(opened, service.servedBy !== null);
  const stacked = stackOffers(scene);
  const left = [...scene.shelf];
  takeOff(left, stacked.gifts);
  return { scene, service, stacked, left, blanks: priceBlanks(scene, service, left) };
}

function trialOf({ scene, stacked: { gifts, met, savedMinor }, left, blanks }: Settled): Trial {
  const cards = [...blanks.priced.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    grossMinor: sumOf(scene.shelf),
    payableMinor: sumOf(left) + cards,
    discountMinor: savedMinor,
    figure: (name, rule) => {
      return scene.pack.bases[name] ? baseOf(scene, name, met.get(rule)?.left ?? left) : Number(scene.facts[name] ?? 0);
    },
    isApplied: (rule) =>
      gifts.some(({ offer }) => offer.id === rule) ||
      blanks.rulings.some((one) => one.rule === rule && one.outcome === "applied"),
  };
}

const sumOf = (list: readonly Minor[]): Minor => list.reduce((sum, amount) => sum + amount, 0);

function totalOf(lines: readonly PricedLine[]): PricedBasket["total"] {
  const sum = (figure: (line: PricedLine) => Minor) => lines.reduce((total, line) => total + figure(line), 0);
  return {
    grossMinor: sum(({ grossMinor }) => grossMinor),
    discountMinor: sum(({ discountMinor }) => discountMinor),
    payableMinor: sum(({ netMinor }) => netMinor),
  };
}

function highestRate(gifts: readonly Gift[]): number {
  const rates = gifts.filter(({ offer }) => offer.give.ordered !== "sessions");
  return rates.reduce((most, { values }) => values.reduce((highest, rate) => Math.max(highest, rate), most), 0);
}

function bonusesOf({ pack, facts }: Scene, { offer, values }: Gift): Bonus[] {
  const { id: rule, clause, give } = offer;
  const about = { rule, clause, message: offerText(pack, offer, 0) };
  if (give.visit) return [{ ...about, visit: give.visit }];
  if (give.ordered !== "sessions") return [];
  return values.map((count) => ({ ...about, sessions: { count, to: String(facts[give.to ?? ""] ?? "") } }));
}

function pricedLines({ scene, stacked, service, blanks, left }: Settled): PricedLine[] {
  const { pack } = scene;
  return scene.lines.map((line, index): PricedLine => {
    const { input, exclusion, grossMinor } = line;
    const refused = service.refusedBlanks.get(index);
    if (refused) return { ...atPrice(input.id, 0), refused: spoken(pack, refused) };
    const excluded = exclusion ? { excluded: spoken(pack, exclusion, (name) => line.facts[name]) } : {};
    const price = blanks.priced.get(index);
    if (price) return { ...atPrice(input.id, price.amountMinor), ...excluded, clause: price.clause };
    const netMinor = left[index] ?? 0;
    const adjustments = once(() => stacked.gifts.flatMap((gift) => adjustmentsOf(pack, gift, index)));
    return {
      id: input.id,
      grossMinor,
      discountMinor: grossMinor - netMinor,
      netMinor,
      ...excluded,
      ...(line.price ? { clause: line.price.clause } : {}),
      get adjustments() {
        return adjustments();
      },
    };
  });
}

function adjustmentsOf(pack: Pack, { offer, lines, values, amountsMinor }: Gift, line: number): Adjustment[] {
  const at = placeIn(lines, line);
  const [rateBp = 0, amountMinor = 0] = [values[at], amountsMinor[at]];
  const { id: rule, clause } = offer;
  return amountMinor === 0 ? [] : [{ rule, clause, amountMinor, rateBp, message: offerText(pack, offer, rateBp) }];
}

function atPrice(id: string, grossMinor: Minor): PricedLine {
  return { id, grossMinor, discountMinor: 0, netMinor: grossMinor, adjustments: [] };
}
