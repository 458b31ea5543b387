import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, type Context } from "../context.ts";
import { checkPin } from "../permit.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "./session-view.ts";

/** Signs an operator in, also in place of another one; the open basket stays as it is. */
export function signIn(
  ports: Ports,
  context: Context,
  input: { readonly operatorId: string; readonly pin: string },
): Result<SessionView, Refusal> {
  const checked = checkPin(ports, context, input);
  if (!checked.ok) return checked;
  const { id, name, role } = checked.value;
  const actor = { id, name, role };
  context.terminal.operator = actor;
  record(ports, context, { kind: "operator-signed-in", body: { operator: name }, actor });
  context.touched.add("session");
  return ok(viewSession(ports, context));
}
