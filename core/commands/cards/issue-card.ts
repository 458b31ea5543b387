import { maskCard } from "../../card/index.ts";
import type { Refusal, ScanOutcome } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { issueBlank } from "./issue-blank.ts";

/** Puts the blank with this number on the receipt. */
export function issueCard(ports: Ports, context: Context, input: { number: string }): Result<ScanOutcome, Refusal> {
  const card = ports.cards.find(input.number);
  if (!card) return refusal(context, "card-unknown", { params: { masked: maskCard(input.number) } });
  return issueBlank(ports, context, card);
}
