import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewShift } from "../views/shift-view.ts";

/** Opens the drawer without a sale. Cash can be taken unseen then, so it is a fact with its reason. */
export function openDrawer(
  ports: Ports,
  context: Context,
  input: { readonly reason: string },
): Result<ShiftView, Refusal> {
  const { shift, settings } = context.terminal;
  if (!shift) return refusal(context, "shift-not-open");
  if (settings.printer.kind !== "escpos") return refusal(context, "drawer-absent");
  const { name } = present(context.operator, "operator");
  record(ports, context, { kind: "drawer-opened", body: { reason: input.reason, operator: name } });
  return ok(viewShift(context, present(context.terminal.shift, "open shift")));
}
