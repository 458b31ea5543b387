import type { CallOutput } from "../../contract/index.ts";
import { ok } from "../../kernel/index.ts";
import { refusal, type Begun, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** Walks the hash chain of the journal from its first fact while selling goes on. */
export function verifyJournal({ keeper }: Ports, context: Context): Begun<CallOutput<"verifyJournal">> {
  if (keeper.busy()) return refusal(context, "storage-busy");
  const checked = keeper.verify().then(({ events, brokenAt, head }) => (_ports: Ports, later: Context) => {
    later.terminal.journalVerified = brokenAt === null;
    later.touched.add("status");
    return ok({ events, ok: brokenAt === null, brokenAt, head });
  });
  return ok(checked);
}
