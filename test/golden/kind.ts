import type * as z from "zod";
import type { Calendar, Pack } from "../../core/programme/index.ts";

/** One kind of `discount-cases/1`: how its input and expectation read, and which function of the app answers. */
export type Kind = {
  readonly name: string;
  readonly given: z.ZodType;
  readonly expect: z.ZodType;
  run(world: World, given: unknown): unknown;
};

export type World = { readonly pack: Pack; readonly calendar: Calendar };

/** Ties a kind's parser to its function, so that the function sees the parsed type. */
export function kind<G extends z.ZodType>(made: {
  readonly name: string;
  readonly given: G;
  readonly expect: z.ZodType;
  readonly run: (world: World, given: z.output<G>) => unknown;
}): Kind {
  const { name, given, expect, run } = made;
  return { name, given, expect, run: (world, value) => run(world, given.parse(value)) };
}
