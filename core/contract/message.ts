import { z } from "../kernel/index.ts";
import { calls, type CallName, type CallOutput } from "./calls.ts";
import { events, type EventName, type EventPayload } from "./events.ts";
import { Refusal } from "./refusal.ts";

/** What a call came to: its value, a refusal to act on, or a fault of ours. */
export type Answer<K extends CallName = CallName> =
  { readonly ok: CallOutput<K> } | { readonly refused: Refusal } | { readonly error: string };

/** One call on the wire, the same on every channel (JSON lines, WebSocket, MessagePort). */
export const CallMessage = z.object({
  id: z.union([z.string(), z.number()]),
  command: z.string(),
  input: z.unknown().optional(),
});
export type CallMessage = z.infer<typeof CallMessage>;

/** One answer or event on the wire. */
export type WireMessage =
  | { readonly id: string | number; readonly ok: unknown }
  | { readonly id: string | number | null; readonly refused: Refusal }
  | { readonly id: string | number | null; readonly error: string }
  | { readonly event: EventName; readonly view: unknown };

const Wire = z.union([
  z.object({ id: z.union([z.string(), z.number()]), ok: z.unknown() }),
  z.object({ id: z.union([z.string(), z.number()]).nullable(), refused: Refusal }),
  z.object({ id: z.union([z.string(), z.number()]).nullable(), error: z.string() }),
  z.object({ event: z.string(), view: z.unknown() }),
]);

/** Parses one message from the engine; throws when it is none of ours. */
export function parseWire(message: unknown): WireMessage {
  return Wire.parse(message) as WireMessage;
}

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(calls, name);
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

/** The one client of the engine, whatever carries it. */
export type EngineClient = {
  call<K extends CallName>(command: K, input: z.input<(typeof calls)[K]["input"]>): Promise<Answer<K>>;
  on<K extends EventName>(event: K, listener: (view: EventPayload<K>) => void): () => void;
};
