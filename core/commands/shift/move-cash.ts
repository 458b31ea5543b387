import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { expectedCash, type CashMovedBody } from "../../shift/index.ts";
import { formatMoney } from "../../text/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewShift } from "../views/shift-view.ts";

export type MoveCash = { readonly kind: "in" | "out"; readonly amountMinor: number; readonly reason: string };

/** Cash into or out of the drawer, with its reason. No more can go out than should be there. */
export function moveCash(ports: Ports, context: Context, input: MoveCash): Result<ShiftView, Refusal> {
  const { shift } = context.terminal;
  if (!shift) return refusal(context, "shift-not-open");
  const inDrawer = expectedCash(shift);
  if (input.kind === "out" && input.amountMinor > inDrawer) {
    const params = { amount: formatMoney(inDrawer, context.locale) };
    return refusal(context, "cash-short", { params, details: { inDrawerMinor: inDrawer } });
  }
  const body: CashMovedBody = {
    shift: shift.number,
    direction: input.kind,
    amountMinor: input.amountMinor,
    reason: input.reason,
    operator: present(context.operator, "operator").name,
  };
  record(ports, context, { kind: "cash-moved", body });
  return ok(viewShift(context, present(context.terminal.shift, "open shift")));
}
