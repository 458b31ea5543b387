import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { withOverride, type ShiftFigures } from "../../shift/index.ts";
import { startFresh } from "../basket/open-basket.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { viewShift } from "../views/shift-view.ts";
import { closeBlockers } from "./check-close.ts";

/** Closes the shift with the counted cash: the Z report, stored whole so that it can be printed again. */
export function closeShift(
  ports: Ports,
  context: Context,
  input: { readonly countedMinor: number },
): Result<ShiftView, Refusal> {
  const { terminal } = context;
  const { shift } = terminal;
  if (!shift) return refusal(context, "shift-not-open");
  const [first, ...more] = closeBlockers(ports, context);
  if (first) {
    const reason = first.detail === "" ? first.text : `${first.text}, ${first.detail}`;
    return refusal(context, "shift-blocked", { params: { reason, count: more.length + 1 } });
  }
  const operator = present(context.operator, "operator").name;
  const { countedMinor } = input;
  const consented = context.override ? withOverride(shift) : shift;
  const figures: ShiftFigures = { ...consented, closedAt: context.now, closedBy: operator, countedMinor };
  const body = { shift: shift.number, countedMinor, operator, figures: toJson(figures) };
  record(ports, context, { kind: "shift-closed", body, refs: ["z-report"] });
  terminal.shift = null;
  ports.baskets.closeOpen();
  startFresh(ports, context);
  for (const topic of ["shift", "status"] as const) context.touched.add(topic);
  return ok(viewShift(context, figures));
}
