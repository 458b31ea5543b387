import { ok, type Result } from "../../kernel/index.ts";
import type { Standstill } from "../../sync/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** Head office answers that somebody has to do something: a fact for whoever reads the journal. */
export function noteStandstill(ports: Ports, context: Context, why: Standstill): Result<null, never> {
  record(ports, { ...context, operator: null }, { kind: "link-stopped", body: { why } });
  context.touched.add("status");
  return ok(null);
}

/** The journal goes on under a new generation. `how`: who noticed what. */
export function noteNewLife(ports: Pick<Ports, "journal" | "ids">, how: "rewound" | "cloned" | "office"): void {
  const body = { how, generation: ports.journal.generation };
  ports.journal.append({
    kind: "generation-begun",
    id: ports.ids.next(),
    actor: "system",
    role: "system",
    body,
    refs: [],
  });
}
