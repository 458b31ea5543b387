import type { Effect, Match, Promotion } from "./pricing-notation.ts";

/** How many units a promotion must find before it can give anything; null: any. */
export function unitsWanted({ effect, match }: Promotion): { units: number; match: Match | undefined } | null {
  if (effect.type === "bundlePrice") return { units: effect.units, match };
  return effect.type === "buyGet" ? { units: boughtAndHad(effect), match: effect.buy.match } : null;
}

/** Where the same goods are bought and had, one of them must be there beside those bought; all, unless some will do. */
function boughtAndHad({ buy, get, partial }: Extract<Effect, { type: "buyGet" }>): number {
  const isSame = JSON.stringify(buy.match) === JSON.stringify(get.match);
  return buy.quantity + (isSame ? (partial ? 1 : get.quantity) : 0);
}
