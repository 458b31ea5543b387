import type { Basket, Line, ShownCard } from "./basket.ts";
import { restore } from "./change.ts";

/**
 * What leads from a basket back to the one before it. It names what changed and not the whole basket: the last changes
 * are stored with every scan.
 */
export type WayBack = {
  /** Ids of lines that were not there. */
  readonly drop?: readonly string[];
  /** Lines that had another quantity, by id. */
  readonly qtyMilli?: readonly (readonly [id: string, qtyMilli: number])[];
  /** Lines that were there, each with its place, the first one first. */
  readonly put?: readonly (readonly [place: number, line: Line])[];
  readonly card?: ShownCard | null;
  readonly declined?: readonly string[];
};

/** The way from `after` back to `before`; lines change quantity, come and go, and are never edited otherwise. */
export function wayBack(before: Basket, after: Basket): WayBack {
  const earlier = new Map(before.lines.map((line) => [line.id, line]));
  const later = new Set(after.lines.map(({ id }) => id));
  const drop = after.lines.flatMap(({ id }) => (earlier.has(id) ? [] : [id]));
  const qtyMilli = after.lines.flatMap((line) => {
    const was = earlier.get(line.id)?.qtyMilli ?? line.qtyMilli;
    return was === line.qtyMilli ? [] : [[line.id, was] as const];
  });
  const put = before.lines.flatMap((line, place) => (later.has(line.id) ? [] : [[place, line] as const]));
  return {
    ...(drop.length > 0 && { drop }),
    ...(qtyMilli.length > 0 && { qtyMilli }),
    ...(put.length > 0 && { put }),
    ...(before.card !== after.card && { card: before.card }),
    ...(before.declined !== after.declined && { declined: before.declined }),
  };
}

/** Goes that way. Line ids and the revision keep growing. */
export function takeBack(basket: Basket, { drop = [], qtyMilli = [], put = [], ...rest }: WayBack): Basket {
  const quantities = new Map(qtyMilli);
  const kept = basket.lines.filter(({ id }) => !drop.includes(id));
  const lines = kept.map((line) => ({ ...line, qtyMilli: quantities.get(line.id) ?? line.qtyMilli }));
  for (const [place, line] of put) lines.splice(place, 0, line);
  return restore(basket, { ...basket, lines, ...rest });
}
