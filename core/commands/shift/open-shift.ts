import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { foldShift, type ShiftOpenedBody } from "../../shift/index.ts";
import { hasProgramme, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewShift } from "../views/shift-view.ts";

/** Opens the next shift with the counted float. */
export function openShift(
  ports: Ports,
  context: Context,
  input: { readonly floatMinor: number },
): Result<ShiftView, Refusal> {
  const { terminal } = context;
  if (!hasProgramme(terminal)) return refusal(context, "pack-unknown");
  if (terminal.shift) return refusal(context, "shift-already-open", { params: { number: terminal.shift.number } });
  const operator = present(context.operator, "operator").name;
  const body: ShiftOpenedBody = { shift: ports.journal.nextNumber("shift"), floatMinor: input.floatMinor, operator };
  const entry = record(ports, context, { kind: "shift-opened", body, refs: [`shift:${body.shift}`] });
  const shift = present(foldShift(null, entry), "opened shift");
  terminal.shift = shift;
  for (const topic of ["shift", "basket", "status"] as const) context.touched.add(topic);
  return ok(viewShift(context, shift));
}
