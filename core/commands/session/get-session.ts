import type { Refusal, SessionView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSession } from "./session-view.ts";

export function getSession(ports: Ports, context: Context): Result<SessionView, Refusal> {
  return ok(viewSession(ports, context));
}
