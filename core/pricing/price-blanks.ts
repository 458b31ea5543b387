import type { Minor } from "../money/index.ts";
import type { CardPrice } from "../programme/index.ts";
import { firstUnmet } from "./judge.ts";
import type { EarnedOffer, Ruling } from "./priced-basket.ts";
import { baseOf, type Scene } from "./scene.ts";
import { refusalOf, sentence } from "./words.ts";
import type { Service } from "./serve-card.ts";

export type BlankPrices = {
  /** Price rule of each blank that may be sold, by line index. */
  readonly priced: ReadonlyMap<number, CardPrice>;
  readonly rulings: readonly Ruling[];
  readonly earned: readonly EarnedOffer[];
};

/** Prices of the cards on sale: for each blank the first price whose conditions hold and that is not used up. */
export function priceBlanks(scene: Scene, service: Service, left: readonly Minor[]): BlankPrices {
  const { pack, lines } = scene;
  const prices = pack.card?.prices ?? [];
  const faults = new Map(prices.map((price) => [price, firstUnmet(scene, price.when, left)]));
  const used = new Map<CardPrice, number>();
  const priced = new Map<number, CardPrice>();
  const rulings: Ruling[] = [];

  for (const { index } of lines.filter((line) => line.blank && !service.refusedBlanks.has(line.index))) {
    for (const price of prices) {
      const rule = { rule: price.id, lines: [index] };
      const fault = faults.get(price);
      const winner = priced.get(index);
      if (fault) {
        rulings.push({ ...rule, outcome: "refused", ...refusalOf(pack, fault, price) });
      } else if (winner) {
        rulings.push({ ...rule, ...displaced(scene, price, winner) });
      } else if ((used.get(price) ?? 0) >= (price.perReceipt ?? Infinity)) {
        const limit = { code: "LIMIT_REACHED", clause: price.clause, message: said(scene, price) };
        rulings.push({ ...rule, outcome: "refused", ...limit, required: price.perReceipt ?? 0 });
      } else {
        priced.set(index, price);
        used.set(price, (used.get(price) ?? 0) + 1);
        rulings.push({
          ...rule,
          outcome: "applied",
          code: "APPLIED",
          clause: price.clause,
          message: said(scene, price),
        });
      }
    }
  }
  return { priced, rulings, earned: priced.size > 0 ? [] : earnedOffers(scene, left, prices) };
}

function said(scene: Scene, price: CardPrice) {
  return sentence(scene.pack, price.message, { clause: price.clause, amount: { minor: price.amountMinor } });
}

function displaced(scene: Scene, price: CardPrice, winner: CardPrice) {
  const { clause } = price;
  return {
    outcome: "displaced" as const,
    code: "DISPLACED",
    clause,
    by: winner.id,
    differencesMinor: [price.amountMinor - winner.amountMinor],
    message: sentence(scene.pack, scene.pack.explain.displaced, { clause: winner.clause }),
  };
}

/** Prices that a blank would have now, were one put on the receipt. */
function earnedOffers(scene: Scene, left: readonly Minor[], prices: readonly CardPrice[]): EarnedOffer[] {
  const closed = scene.pack.card?.serve.some(({ when, blanks }) => blanks && firstUnmet(scene, [when], left) !== null);
  if (closed) return [];
  return prices.flatMap((price) => {
    const { offer, id: rule, clause } = price;
    if (!offer) return [];
    const faults = [price.when, offer.when].map((when) => firstUnmet(scene, when, left));
    if (faults.some((fault) => fault !== null)) return [];
    const base = offer.base;
    const actualMinor = baseOf(scene, base, left);
    const message = sentence(scene.pack, offer.message, { clause, actual: { minor: actualMinor } });
    return [{ rule, clause, base, actualMinor, message }];
  });
}
