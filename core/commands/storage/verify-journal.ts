import type { CallOutput, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** Walks the hash chain of the journal from its first fact. */
export function verifyJournal(ports: Ports, context: Context): Result<CallOutput<"verifyJournal">, Refusal> {
  const { events, brokenAt, head } = ports.journal.verify();
  context.terminal.journalVerified = brokenAt === null;
  context.touched.add("status");
  return ok({ events, ok: brokenAt === null, brokenAt, head });
}
