import type { Take } from "./apply-offer.ts";
import type { Minor } from "../money/index.ts";
import type { Ground } from "../offer/index.ts";
import type { Pack } from "../programme/index.ts";
import { decideOffers, decidePrices } from "./decide.ts";
import { hintsFor } from "./hints.ts";
import { priceBlanks, type BlankPrices } from "./price-blanks.ts";
import type { Bonus, PricedBasket, PricedLine, PricingInput, PricingRefusal } from "./priced-basket.ts";
import { baseOf, createScene, keyFor, offerText, sentence, withService, type Scene, type SceneLine } from "./scene.ts";
import { serveCard, type Service } from "./serve-card.ts";
import { stackOffers } from "./stack.ts";

/**
 * Prices a receipt under a pack: every line's discount with its ground, what became of each rule, the moves of cards
 * that the sale will make, and what would save more. Pure and synchronous; whole minor units only; the order of lines
 * and rules changes nothing but what the pack itself settles by order (the first blank is the free one, rounding
 * rests go to earlier lines).
 */
export function priceBasket(pack: Pack, input: PricingInput): PricedBasket {
  const priced = priceOnce(pack, input, true);
  return {
    ...priced,
    hints: hintsFor({ pack, input, now: priced, reprice: (changed) => priceOnce(pack, changed, false) }),
  };
}

function priceOnce(pack: Pack, input: PricingInput, explained: boolean): PricedBasket {
  const opened = createScene(pack, input);
  const service = serveCard(opened);
  const scene = withService(opened, service.servedBy !== null);
  const { takes, rivals, optimal, boundMinor } = stackOffers(scene);
  const left = [...scene.shelf];
  for (const { line, amountMinor } of takes) if (line >= 0) left[line] = (left[line] ?? 0) - amountMinor;
  const blanks = priceBlanks(scene, service, left);
  const byLine = Map.groupBy(takes, ({ line }) => line);
  const lines = scene.lines.map((line) => {
    return pricedLine(scene, line, { takes: byLine.get(line.index) ?? [], service, blanks });
  });
  const sum = (figure: (line: PricedLine) => Minor) => lines.reduce((total, line) => total + figure(line), 0);
  return {
    pack: { id: pack.pack.id, version: pack.pack.version },
    currency: pack.pack.currency,
    lines,
    total: {
      grossMinor: sum(({ grossMinor }) => grossMinor),
      discountMinor: sum(({ discountMinor }) => discountMinor),
      payableMinor: sum(({ netMinor }) => netMinor),
    },
    bases: Object.fromEntries(Object.keys(pack.bases).map((name) => [name, baseOf(scene, name, left)])),
    rateBp: takes.reduce((most, { rateBp }) => Math.max(most, rateBp), 0),
    servedBy: service.servedBy,
    cardMoves: service.moves,
    refusals: service.refusals.map((ground) => spoken(scene, ground)),
    decisions: explained
      ? [...decidePrices(scene), ...decideOffers(scene, { takes, left }), ...blanks.decisions]
      : blanks.decisions,
    hints: [],
    earned: blanks.earned,
    bonuses: takes.flatMap((take) => bonusOf(scene, take)),
    rivals,
    optimal,
    boundMinor,
  };
}

function bonusOf(scene: Scene, { offer, sessions }: Take): Bonus[] {
  const { id: rule, clause, give } = offer;
  const about = { rule, clause, message: offerText(scene, offer, 0) };
  if (give.visit) return [{ ...about, visit: give.visit }];
  if (sessions === undefined) return [];
  return [{ ...about, sessions: { count: sessions, to: String(scene.facts[give.to ?? ""] ?? "") } }];
}

function pricedLine(
  scene: Scene,
  line: SceneLine,
  { takes, service, blanks }: { takes: readonly Take[]; service: Service; blanks: BlankPrices },
): PricedLine {
  const { index, input, exclusion } = line;
  const refused = service.refusedBlanks.get(index);
  if (refused) return { ...atPrice(input.id, 0), refused: spoken(scene, refused) };
  const excluded = exclusion ? { excluded: spoken(scene, exclusion, line) } : {};
  const price = blanks.priced.get(index);
  if (price) return { ...atPrice(input.id, price.amountMinor), ...excluded, clause: price.clause };
  const mine = takes.filter(({ amountMinor }) => amountMinor > 0);
  const discountMinor = mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    id: input.id,
    grossMinor: line.grossMinor,
    discountMinor,
    netMinor: line.grossMinor - discountMinor,
    ...excluded,
    ...(line.price ? { clause: line.price.clause } : {}),
    adjustments: mine.map(({ offer, amountMinor, rateBp }) => ({
      rule: offer.id,
      clause: offer.clause,
      amountMinor,
      rateBp,
      message: offerText(scene, offer, rateBp),
    })),
  };
}

function atPrice(id: string, grossMinor: Minor): PricedLine {
  return { id, grossMinor, discountMinor: 0, netMinor: grossMinor, adjustments: [] };
}

function spoken(scene: Scene, { code, clause, message }: Ground, line?: SceneLine): PricingRefusal {
  const key = keyFor(scene.pack, message, (name) => line?.facts[name]);
  return { code, clause, message: sentence(scene.pack, key, { clause }) };
}
