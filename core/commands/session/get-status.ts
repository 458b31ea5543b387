import type { Refusal, StatusView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { localNow, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { formatDateTime, formatDuration } from "../../text/index.ts";
import { bundledFaults, maySeeChoices } from "../programme/bundled-faults.ts";
import { linkStatus } from "../link/link-state.ts";

/** Behind by less is drift and rounding, not a clock set back. */
const clockToleranceMs = 2000;

export function getStatus(ports: Ports, context: Context): Result<StatusView, Refusal> {
  return ok(viewStatus(ports, context));
}

/** Health of the terminal for the status bar and the diagnostics page. */
export function viewStatus(ports: Ports, context: Context): StatusView {
  const { shift, devices, journalVerified, recovery } = context.terminal;
  const storage = ports.health.state();
  const behindMs = ports.clock.now() - ports.clock.wall();
  const behind = behindMs > clockToleranceMs;
  return {
    now: context.now,
    clock: behind ? "behind" : "ok",
    clockMessage: behind ? clockMessage(context, behindMs) : null,
    link: linkStatus(ports, context),
    storage: { ...storage, message: recovery?.[context.locale] ?? storage.message },
    shift: shift ? { number: shift.number, openedAt: shift.openedAt } : null,
    cards: ports.cards.count(),
    items: ports.items.count(),
    journal: { events: ports.journal.head().seq, generation: ports.journal.generation, verified: journalVerified },
    lastBackupAt: ports.health.lastBackupAt(),
    packs: maySeeChoices(ports, context) ? bundledFaults(ports, context) : [],
    devices,
  };
}

function clockMessage(context: Context, behindMs: number): string {
  const lag = formatDuration(behindMs, context.locale);
  return context.say("status.clockBehind", { lag, at: formatDateTime(localNow(context)) });
}
