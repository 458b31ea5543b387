import type { Refusal, ShiftView } from "../../contract/index.ts";
import { ok, type Result, z } from "../../kernel/index.ts";
import { ShiftFigures } from "../../shift/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewShift } from "../views/shift-view.ts";

const usualLimit = 30;
const ZReport = z.object({ figures: ShiftFigures });

/** Closed shifts with their Z figures as they were, newest first. */
export function listShifts(
  ports: Ports,
  context: Context,
  input: { readonly limit?: number | undefined },
): Result<ShiftView[], Refusal> {
  const entries = ports.journal.lastByRef("z-report", input.limit ?? usualLimit);
  return ok(entries.map((entry) => viewShift(context, ZReport.parse(entry.fact.body).figures)));
}
