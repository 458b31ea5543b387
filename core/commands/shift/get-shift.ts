import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewShift } from "../views/shift-view.ts";

/** The open shift as an X report: a look, nothing is closed. */
export function getShift(_ports: Ports, context: Context): Result<ShiftView | null, Refusal> {
  const { shift } = context.terminal;
  return ok(shift ? viewShift(context, shift) : null);
}
