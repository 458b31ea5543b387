import { ok, refuse, type Result } from "../kernel/index.ts";
import { chainInput } from "./fact.ts";
import type { PushRequest } from "./protocol.ts";

/** How far head office has a journal. */
export type Watermark = { readonly generation: string; readonly acked: number; readonly chain: string };

/** What of a batch is new: facts `from` on, and the link behind the last. */
export type NewFacts = { readonly from: number; readonly facts: readonly string[]; readonly chain: string };

/**
 * `elsewhere`: the batch begins after what is stored, or is of another generation: the till resumes from the watermark.
 * `broken`: the texts do not make the links they claim. `forked`: they do, but not behind what is stored: two journals
 * write under one name.
 */
export type BatchFault = "elsewhere" | "broken" | "forked";

/**
 * What a batch adds to what head office has. Facts that are stored already are left out, so that a batch sent twice, or
 * in part, adds each fact once. `digest` is SHA-256 in hex.
 */
export function checkBatch(
  batch: PushRequest,
  stored: Watermark,
  digest: (text: string) => string,
): Result<NewFacts, BatchFault> {
  const { from, facts, prev } = batch;
  if (batch.generation !== stored.generation || from > stored.acked + 1) return refuse("elsewhere");
  let link = prev;
  let atWatermark = from === stored.acked + 1 ? prev : null;
  for (const [index, text] of facts.entries()) {
    link = digest(chainInput(link, text));
    if (from + index === stored.acked) atWatermark = link;
  }
  if (link !== batch.chain) return refuse("broken");
  const known = Math.min(stored.acked + 1 - from, facts.length);
  // All of it is stored already and ends before the watermark: an old batch, of which nothing can be said any more.
  if (known === facts.length && atWatermark === null)
    return ok({ from: stored.acked + 1, facts: [], chain: stored.chain });
  if (atWatermark !== stored.chain) return refuse("forked");
  const fresh = facts.slice(known);
  return ok({ from: stored.acked + 1, facts: fresh, chain: fresh.length === 0 ? stored.chain : link });
}
