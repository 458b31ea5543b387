import { z } from "../kernel/index.ts";
import { BasketView, ScanOutcome } from "./basket-view.ts";
import { SessionView, StatusView } from "./session-view.ts";
import { ShiftView } from "./shift-view.ts";

/** Everything the engine says unasked. */
export const events = {
  basketChanged: BasketView,
  sessionChanged: SessionView,
  statusChanged: StatusView,
  shiftChanged: ShiftView.nullable(),
  /** A device read a code: the screen that is used decides what becomes of it, as of a code that its keys typed. */
  deviceScan: z.object({ code: z.string(), aim: z.string().optional() }),
  /** A device read something that the engine refused, or acted on while no screen was there to take it. */
  scanned: z.object({
    outcome: ScanOutcome.nullable(),
    refusal: z.object({ kind: z.string(), message: z.string() }).nullable(),
  }),
  cardBlocked: z.object({ masked: z.string(), text: z.string(), inOpenBasket: z.boolean() }),
  importProgress: z.object({
    phase: z.enum(["checking", "writing", "done", "cancelled", "failed"]),
    done: z.int(),
    total: z.int(),
    msLeft: z.int().nullable(),
  }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<K extends EventName> = z.output<Events[K]>;
