import * as z from "zod";
import { isDate } from "../../core/offer/index.ts";

export const Day = z.string().refine(isDate, "date");
export const Moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
export const Minor = z.int();

export type Answer = Readonly<Record<string, unknown>>;

/** One step of `programme-golden/1`: its input, the fields of its answer, and which functions of the app answer. */
export type Step<W> = {
  readonly input: z.ZodType;
  readonly answers: readonly string[];
  run(world: W, input: unknown): Answer;
};

/** Ties a step's parser to its function, and its function to the fields that it must give. */
export function step<W, I extends z.ZodType, A extends string>(made: {
  readonly input: I;
  readonly answers: readonly A[];
  readonly run: (world: W, input: z.output<I>) => Readonly<Record<NoInfer<A>, unknown>>;
}): Step<W> {
  const { input, answers, run } = made;
  return { input, answers, run: (world, value) => run(world, input.parse(value)) };
}
