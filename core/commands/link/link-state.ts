import type { LinkStatus } from "../../contract/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { stalenessAt, type Staleness } from "../../sync/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import type { CardsPulse } from "./link-port.ts";

/** The link in short: what stands in the way, since when, and how much waits. */
export function linkStatus(ports: Ports, context: Context): LinkStatus {
  const identity = ports.sync.identity();
  if (identity === null) return { state: "none", since: null, pending: 0, level: "green", cards: null };
  const pulse = ports.link.pulse();
  const state = pulse.standstill ?? pulse.state;
  const since = state === "offline" ? heardAt(ports) : pulse.since;
  const { level } = stalenessNow(ports, context);
  return { state, since, pending: ports.sync.pending(), level, cards: cardsOnTheWay(pulse.cards) };
}

function cardsOnTheWay(cards: CardsPulse | null): LinkStatus["cards"] {
  if (cards === null) return null;
  const { phase, done, total } = cards;
  return { phase, percent: total === 0 ? 0 : Math.floor((done / total) * 100) };
}

/** When head office last said what is new; the enrolment counts as that. Null without head office. */
export function heardAt(ports: Ports): Instant | null {
  const identity = ports.sync.identity();
  if (identity === null) return null;
  const { answeredAt } = ports.link.pulse();
  return Math.max(identity.enrolledAt, ports.sync.lastContact() ?? 0, answeredAt ?? 0);
}

/** How old what is known of the others is, and what that limits. Without head office nothing is. */
export function stalenessNow(ports: Ports, context: Pick<Context, "now">): Staleness {
  const heard = heardAt(ports);
  return stalenessAt(heard === null ? 0 : Math.max(0, context.now - heard));
}

/** Whether head office hears at once what is done here; a till that works on its own has nobody else to ask. */
export function isConnected(ports: Ports, context: Context): boolean {
  return ["none", "online"].includes(linkStatus(ports, context).state);
}
