import * as z from "zod";
import { Unsupported } from "./pricing-notation.ts";

const Money = z.string().regex(/^\d+\.\d{2}$/);
const FirstThenRest = z.strictObject({ type: z.literal("firstThenRest"), first: Money, rest: Money });

const minorOf = (text: string) => Math.round(Number(text) * 100);

/** One amount off the first unit of a line, another off each further one. The format's own pages do not spell it. */
export function firstThenRest(effect: unknown) {
  const { data } = FirstThenRest.safeParse(effect);
  if (!data) throw new Unsupported("effect firstThenRest of this form");
  return { amountMinor: minorOf(data.rest), firstMinor: minorOf(data.first), per: "unit" };
}
