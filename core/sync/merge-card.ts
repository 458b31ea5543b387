import { ok, refuse, type Result } from "../kernel/index.ts";

/** A card as head office has it. `epoch` counts what head office has decided of it, from 1. */
export type CardState = {
  readonly status: string;
  readonly since: number;
  readonly epoch: number;
  /** Who changed it last; `severalStopped` where more than one till stopped it. */
  readonly terminal: string;
  readonly reason?: string | null;
};

/** What a till says it did to a card: it saw `from` and made it `to`. */
export type CardChange = {
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly terminal: string;
  readonly reason?: string | null;
  /** Newest decision of head office about the card that the till had read when it did this. */
  readonly seen?: number | null | undefined;
};

/** Stands for the terminal of a stop that is nobody's own: no single till may let such a card free unknowing. */
export const severalStopped = "*";

/**
 * Why a till's change of a card is not taken over, for a person to look at. The sale it belongs to stands.
 * `blocked-before`: the card was stopped and the till did not know · `activated-twice`: two tills gave it out ·
 * `withdrawn-before`: nothing comes back from that.
 */
export type CardDispute = "blocked-before" | "activated-twice" | "withdrawn-before";

/** Statuses that stop a card, the stronger first: a stop beats whatever was done before its time or unknowing of it. */
const stops = ["withdrawn", "blocked"];

/**
 * What a change makes of a card, whatever order changes of several tills arrive in: null where it changes nothing. A
 * stop always holds; what a till did to a card without knowing of the stop is disputed.
 */
export function mergeCard(known: CardState | undefined, change: CardChange): Result<CardState | null, CardDispute> {
  const { to, at, terminal, reason = null } = change;
  const next = { status: to, since: at, epoch: (known?.epoch ?? 0) + 1, terminal, reason };
  if (!known) return ok(next);
  if (known.status === to) return again(known, change);
  if (known.status === "withdrawn") return stops.includes(to) ? ok(null) : refuse("withdrawn-before");
  if (stops.includes(to)) return ok(next);
  if (known.status === "blocked" && !knewOf(known, change)) return refuse("blocked-before");
  return change.from === known.status ? ok(next) : refuse("activated-twice");
}

function again(known: CardState, { to, at, terminal }: CardChange): Result<CardState | null, CardDispute> {
  if (known.terminal === terminal) return ok(null);
  if (!stops.includes(to)) return refuse("activated-twice");
  // Nothing comes back from a withdrawal, and what several have stopped they have stopped.
  if (to === "withdrawn" || known.terminal === severalStopped) return ok(null);
  return ok({ ...known, since: at, epoch: known.epoch + 1, terminal: severalStopped });
}

/** A till knows of its own stops, and of those that head office had told it of. Its clock says nothing about that. */
function knewOf(known: CardState, { from, terminal, seen }: CardChange): boolean {
  return from === "blocked" && (known.terminal === terminal || (seen ?? 0) >= known.epoch);
}
