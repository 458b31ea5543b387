import { parseArgs } from "node:util";
import type { Figure } from "./figures.ts";
import { measureFindCard } from "./find-card.ts";
import { measureSales } from "./sales.ts";
import { measureSearch } from "./search.ts";

export type { Figure } from "./figures.ts";

/** The database's figures beside their goals. `cards`: sizes of the card list at which a lookup is measured. */
export function measureDatabase(cards: readonly number[] = [1_000_000]): Figure[] {
  return [...cards.flatMap((count) => measureFindCard(count)), ...measureSales(), ...measureSearch()];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { cards: { type: "string", default: "1000000" } } });
  for (const { id, what, goal, figure, holds } of measureDatabase(values.cards.split(",").map(Number))) {
    console.log(`${holds ? "holds " : "MISSED"} ${id} ${what}: ${figure}, goal ${goal}`);
  }
}
