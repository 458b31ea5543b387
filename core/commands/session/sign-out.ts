import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "./session-view.ts";

/** Locks the terminal; the open basket stays. Nobody signed in: nothing happens. */
export function signOut(ports: Ports, context: Context): Result<SessionView, Refusal> {
  const { operator } = context.terminal;
  if (operator) {
    record(ports, context, { kind: "operator-signed-out", body: { operator: operator.name }, actor: operator });
    context.terminal.operator = null;
    context.touched.add("session");
  }
  return ok(viewSession(ports, context));
}
