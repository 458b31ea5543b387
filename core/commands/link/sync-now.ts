import type { SyncView } from "../../contract/index.ts";
import { ok } from "../../kernel/index.ts";
import { refusal, type Begun, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSync } from "./get-sync.ts";

/** Exchanges with head office without waiting for the next try; the view says what came of it. */
export function syncNow({ link, sync }: Ports, context: Context): Begun<SyncView> {
  if (sync.identity() === null) return refusal(context, "not-enrolled");
  return ok(link.syncNow().then(() => (ports: Ports, later: Context) => ok(viewSync(ports, later))));
}
