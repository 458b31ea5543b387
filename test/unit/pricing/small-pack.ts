import type { PricingInput, PricingLine } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { receipt, shopPack } from "./shop.ts";

const { card: _card, ...shop } = shopPack();

/** A ground that refuses by this code. */
export const ground = (code: string) => ({ code, clause: "9", message: "rate.missing" });

/** An offer of 10 % on everything, with some fields of its own. */
export function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return { id, clause: "1", message: "rate", give: { percentBp: 1000 }, ...changes };
}

/** A pack of nothing but these parts: its offers all apply, each on the shelf price, unless it says otherwise. */
export function smallPack(parts: Partial<Pack>): Pack {
  const members = (parts.offers ?? []).map(({ id }) => id);
  const stacking: Pack["stacking"] = { mode: "sum", combine: "added", members };
  return { ...shop, exclusions: [], bases: {}, offers: [], stacking, ...parts };
}

/** Lines of pieces at these prices, without a card; `1` is the first. */
export function priced(...prices: readonly (number | Partial<PricingLine>)[]): PricingInput {
  const lines = prices.map((one, at) => ({
    id: String(at + 1),
    category: "food",
    flags: [],
    unitPriceMinor: 1000,
    qtyMilli: 1000,
    ...(typeof one === "number" ? { unitPriceMinor: one } : one),
  }));
  return receipt(lines, { card: null });
}
