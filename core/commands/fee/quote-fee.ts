import type { FeeView, Refusal } from "../../contract/index.ts";
import { dateOf, localDateTime, ok, type LocalDate, type Result } from "../../kernel/index.ts";
import type { MembershipPack } from "../../membership/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { viewFee } from "./fee-view.ts";
import { readFacts, type GivenFacts } from "./read-facts.ts";

export type QuoteFee = {
  readonly programme: string;
  readonly facts: GivenFacts;
  readonly on?: LocalDate | undefined;
};

/** The membership fee for some answers, and the questions that are still open. */
export function quoteFee(_ports: Ports, context: Context, input: QuoteFee): Result<FeeView, Refusal> {
  const here = regulationAt(context, "membership", input.programme);
  if (!here.ok) return here;
  const { pack } = here.value;
  const on = input.on ?? todayOf(context, pack);
  const read = readFacts(context, pack, { given: input.facts, on });
  return read.ok ? ok(viewFee(context, { pack, on, ...read.value })) : read;
}

export function todayOf({ now }: Context, { pack }: MembershipPack): LocalDate {
  return dateOf(localDateTime(now, pack.timeZone));
}
