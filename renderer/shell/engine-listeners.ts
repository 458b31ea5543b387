import { events, isEventName, type EventName, type EventPayload } from "../../core/contract/index.ts";

type Listener = (view: unknown) => void;

/** Who listens to which event of the engine. A view is parsed once, however many listen. */
export function createListeners() {
  const byEvent = new Map<EventName, Set<Listener>>();
  return {
    on<K extends EventName>(event: K, listener: (view: EventPayload<K>) => void): () => void {
      const listeners = byEvent.get(event) ?? new Set();
      byEvent.set(event, listeners);
      // Only `emit` calls it, with a view that the schema of this very event has let through.
      const parsed = listener as Listener;
      listeners.add(parsed);
      return () => listeners.delete(parsed);
    },
    emit(event: string, view: unknown): void {
      if (!isEventName(event)) return;
      const listeners = byEvent.get(event);
      if (listeners === undefined || listeners.size === 0) return;
      const parsed = events[event].parse(view);
      for (const listener of listeners) listener(parsed);
    },
  };
}
