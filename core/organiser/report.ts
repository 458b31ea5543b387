import { z } from "../kernel/index.ts";
import { roundAs } from "../offer/index.ts";

/** A figure of a report: the product of its factors over a divisor, each a given figure by name or a number. */
export const Formula = z.strictObject({
  clause: z.string().min(1),
  message: z.string().min(1),
  product: z.array(z.union([z.string().min(1), z.int()])).min(1),
  over: z.union([z.string().min(1), z.int()]),
});
export type Formula = z.infer<typeof Formula>;

/** Value of a formula, rounded once, half away from zero; null where its divisor is 0, undefined without a figure. */
export function evaluate(formula: Formula, given: Readonly<Record<string, number>>): number | null | undefined {
  const figures = [...formula.product, formula.over].map((one) => (typeof one === "number" ? one : given[one]));
  if (figures.some((figure) => figure === undefined)) return undefined;
  const exact = figures.map((figure) => BigInt(figure ?? 0));
  const over = exact.at(-1) ?? 0n;
  if (over === 0n) return null;
  const product = exact.slice(0, -1).reduce((a, b) => a * b, 1n) * (over < 0n ? -1n : 1n);
  const size = roundAs("half-up", product < 0n ? -product : product, over < 0n ? -over : over);
  return product < 0n ? -size : size;
}
