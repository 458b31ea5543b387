import { tellTopic, type Aftermath } from "../../core/commands/index.ts";
import type { WireMessage } from "../../core/contract/index.ts";
import type { House } from "./house.ts";

/** Tells the screens what changed. Views are made only while somebody listens. */
export type Announcer = {
  listen(listener: (message: WireMessage) => void): () => void;
  emit(message: WireMessage): void;
  /** The views of everything a command touched; `basket` is the view that it answered itself, if it did. */
  tell(aftermath: Aftermath, basket?: unknown): void;
};

export function createAnnouncer(house: House): Announcer {
  const listeners = new Set<(message: WireMessage) => void>();
  const emit = (message: WireMessage): void => {
    for (const listener of listeners) listener(message);
  };
  return {
    emit,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(aftermath, basket) {
      if (listeners.size === 0) return;
      try {
        for (const topic of aftermath.touched) {
          const known = topic === "basket" && basket !== undefined;
          emit(known ? { event: "basketChanged", view: basket } : tellTopic(house.current(), topic));
        }
        for (const view of aftermath.blocked) emit({ event: "cardBlocked", view });
      } catch (error) {
        // The command is durable and answered as such; a screen that missed its view asks for it.
        house.fault(error);
      }
    },
  };
}
