import type { CallOutput, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { localAt, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { journalText } from "../views/journal-text.ts";

const usualLimit = 50;

/** The audit journal in words, newest first. */
export function listJournal(
  ports: Ports,
  context: Context,
  input: { readonly before?: number | undefined; readonly limit?: number | undefined },
): Result<CallOutput<"listJournal">, Refusal> {
  const entries = ports.journal.before(input.before ?? Number.MAX_SAFE_INTEGER, input.limit ?? usualLimit);
  const rows = entries.map((entry) => ({
    seq: entry.seq,
    at: entry.fact.at,
    localAt: localAt(context, entry.fact.at),
    kind: entry.fact.kind,
    operator: ports.operators.find(entry.fact.actor)?.name ?? entry.fact.actor,
    text: journalText(context, entry.fact),
  }));
  return ok(rows);
}
