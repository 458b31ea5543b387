import type { EventName, EventPayload } from "../contract/index.ts";
import { openBasket } from "./basket/open-basket.ts";
import type { Topic } from "./context.ts";
import { makeContext, type Till } from "./run-command.ts";
import { viewSession } from "./session/session-view.ts";
import { viewStatus } from "./session/get-status.ts";
import { viewBasket } from "./views/basket-view.ts";
import { viewShift } from "./views/shift-view.ts";

export type Told = { readonly [K in EventName]: { readonly event: K; readonly view: EventPayload<K> } }[EventName];

/** The event that tells a topic as it is now. */
export function tellTopic(till: Till, topic: Topic): Told {
  const context = makeContext(till);
  switch (topic) {
    case "basket":
      return { event: "basketChanged", view: viewBasket(till.ports, context, openBasket(till.ports, context)) };
    case "session":
      return { event: "sessionChanged", view: viewSession(till.ports, context) };
    case "status":
      return { event: "statusChanged", view: viewStatus(till.ports, context) };
    case "shift": {
      const { shift } = till.terminal;
      return { event: "shiftChanged", view: shift ? viewShift(context, shift) : null };
    }
  }
}
