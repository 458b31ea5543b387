import { z } from "../kernel/index.ts";

/**
 * Bands of one figure: the last row whose `from` is reached, else `below`. With `columns`, bands of two figures: the
 * row by the first, the column by the second.
 */
export const Table = z.strictObject({
  clause: z.string().min(1),
  by: z.array(z.string().min(1)).min(1).max(2),
  below: z.int(),
  columns: z.array(z.int()).optional(),
  rows: z.array(z.strictObject({ from: z.int(), value: z.union([z.int(), z.array(z.int())]) })).min(1),
});
export type Table = z.infer<typeof Table>;

/** Value of a banded table for its one or two figures; `below` where a figure reaches no band. */
export function lookUp(table: Table, ...figures: readonly number[]): number {
  const [row = 0, column = 0] = figures;
  const value = table.rows.findLast(({ from }) => row >= from)?.value;
  if (!Array.isArray(value)) return value ?? table.below;
  return value[(table.columns ?? []).findLastIndex((from) => column >= from)] ?? table.below;
}
