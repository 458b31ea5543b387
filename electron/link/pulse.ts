import type { CardsPulse, LinkPulse } from "../../core/commands/index.ts";
import type { Instant } from "../../core/kernel/index.ts";
import type { Standstill } from "../../core/sync/index.ts";

export type LaneName = "up" | "down";

/** How the link is, told when it changes. */
export type Pulse = {
  read(): LinkPulse;
  /** A lane was answered; `fed`: with what is new. */
  answered(lane: LaneName, fed?: boolean): void;
  failed(lane: LaneName): void;
  /** Only a person can help, or no longer. */
  stands(lane: LaneName, why: Standstill | null): void;
  nextTry(lane: LaneName, at: Instant | null): void;
  keyIsProtected(is: boolean): void;
  /** How a snapshot of all cards comes along; null when that is over. */
  cards(how: CardsPulse | null): void;
  /** Of another terminal from now on. */
  begin(): void;
};

type State = { readonly state: LinkPulse["state"]; readonly standstill: Standstill | null };

export function createPulse(now: () => Instant, changed: () => void): Pulse {
  const stands = new Map<LaneName, Standstill | null>();
  const fails = new Map<LaneName, boolean>();
  const tries = new Map<LaneName, Instant | null>();
  let since = now();
  let answeredAt: Instant | null = null;
  let keyProtected = false;
  const cards = createCards(changed);
  let last: State = { state: "connecting", standstill: null };

  const look = (): void => {
    const next = { state: stateOf([...fails.values()]), standstill: stands.get("up") ?? stands.get("down") ?? null };
    if (next.state === last.state && next.standstill === last.standstill) return;
    last = next;
    since = now();
    changed();
  };
  return {
    read: () => ({
      ...last,
      since,
      answeredAt,
      keyProtected,
      cards: cards.read(),
      nextTryAt: last.state === "offline" ? earliest(tries) : null,
    }),
    answered(lane, fed = false) {
      fails.set(lane, false);
      if (fed) answeredAt = now();
      look();
    },
    failed(lane) {
      fails.set(lane, true);
      look();
    },
    stands(lane, why) {
      stands.set(lane, why);
      look();
    },
    nextTry: (lane, at) => void tries.set(lane, at),
    keyIsProtected: (is) => void (keyProtected = is),
    cards: cards.become,
    begin() {
      for (const each of [stands, fails, tries]) each.clear();
      answeredAt = null;
      cards.become(null);
      look();
    },
  };
}

/** Told when a person would see it. */
function createCards(changed: () => void) {
  let cards: CardsPulse | null = null;
  return {
    read: () => cards,
    become(how: CardsPulse | null): void {
      const tells = how?.phase !== cards?.phase || how?.fault !== cards?.fault || percent(how) !== percent(cards);
      cards = how;
      if (tells) changed();
    },
  };
}

/** What a person sees of it. */
function percent(how: CardsPulse | null): number {
  return how === null || how.total === 0 ? 0 : Math.floor((how.done / how.total) * 100);
}

/** One lane that is cut off is the whole link: half of what happens elsewhere is then not known. */
function stateOf(fails: readonly boolean[]): LinkPulse["state"] {
  if (fails.length === 0) return "connecting";
  return fails.includes(true) ? "offline" : "online";
}

function earliest(tries: ReadonlyMap<LaneName, Instant | null>): Instant | null {
  const times = [...tries.values()].filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
