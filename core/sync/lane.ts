import { syncLimits } from "./protocol.ts";

/**
 * The till's side of the link as values: two lanes, up for facts and down for the feed, that look at what is and never
 * at what has happened ("is there more than is acknowledged?"), so that no lost wake-up can stop them. Times are of a
 * clock that only runs forward, in milliseconds; chance comes in.
 */

/** Why a lane stands still until somebody does something. It asks again now and then: the somebody may be elsewhere. */
export const standstills = ["revoked", "forked", "upgrade", "not-trusted", "key-lost"] as const;
export type Standstill = (typeof standstills)[number];

export type Lane = {
  /** Tries in a row that failed. */
  readonly failures: number;
  /** Nothing is asked for before this moment. */
  readonly notBefore: number;
  /** Head office itself asked to wait until then: no hurry of ours goes before that. */
  readonly heldUntil: number;
  readonly standstill: Standstill | null;
  /** Up only: both sides have said where they stand since the start, and when they say it again. */
  readonly helloDue: number;
};

export const newLane: Lane = { failures: 0, notBefore: 0, heldUntil: 0, standstill: null, helloDue: 0 };

export type Next = { readonly kind: "hello" | "push" | "poll" } | { readonly kind: "wait"; readonly until: number };

/** Both sides compare where they stand at least this often. */
const helloEveryMs = 300_000;
/** A lane that stands still asks again after this. */
const standstillMs = 60_000;
const longestBackOffMs = 60_000;

/** What the upward lane does now. `urgent`: a card was stopped; others must know before anything is waited for. */
export function nextUp(
  lane: Lane,
  at: { readonly now: number; readonly head: number; readonly acked: number; readonly urgent: boolean },
): Next {
  const pause = at.urgent && lane.standstill === null ? lane.heldUntil : Math.max(lane.notBefore, lane.heldUntil);
  if (at.now < pause) return { kind: "wait", until: pause };
  if (at.now >= lane.helloDue) return { kind: "hello" };
  return at.head > at.acked ? { kind: "push" } : { kind: "wait", until: lane.helloDue };
}

/** What the downward lane does now: ask for the feed behind the cursor, which head office answers when it has some. */
export function nextDown(lane: Lane, now: number): Next {
  const pause = Math.max(lane.notBefore, lane.heldUntil);
  return now < pause ? { kind: "wait", until: pause } : { kind: "poll" };
}

/** Head office has answered, and asks to leave `paceMs` before the next push. */
export function afterAnswer(lane: Lane, at: { readonly now: number; readonly paceMs?: number }): Lane {
  return { ...lane, failures: 0, notBefore: at.now + (at.paceMs ?? 0), heldUntil: 0, standstill: null };
}

/** Both sides have said where they stand. */
export function afterHello(lane: Lane, at: { readonly now: number; readonly paceMs: number }): Lane {
  return { ...afterAnswer(lane, at), helloDue: at.now + helloEveryMs };
}

/** They stand elsewhere than the till thought: they compare anew at once. */
export function afterMismatch(lane: Lane, at: { readonly now: number; readonly random: number }): Lane {
  return { ...afterFailure(lane, at), helloDue: 0 };
}

/**
 * No answer, or one that asks to come again. Full jitter: anywhere between now and a bound that doubles from 1 s to
 * 60 s, so that a thousand tills do not come back in one moment. `random` is from 0 up to 1.
 */
export function afterFailure(
  lane: Lane,
  at: { readonly now: number; readonly random: number; readonly retryAfterMs?: number | undefined },
): Lane {
  const failures = lane.failures + 1;
  const heldUntil = at.now + (at.retryAfterMs ?? 0);
  const notBefore = heldUntil + Math.ceil(at.random * backOffBoundMs(failures));
  return { ...lane, failures, notBefore, heldUntil };
}

/** The longest wait after so many failures in a row, in milliseconds. */
export function backOffBoundMs(failures: number): number {
  return Math.min(longestBackOffMs, 1000 * 2 ** Math.min(failures - 1, 10));
}

/** What head office answers needs somebody: asked again once a minute, by a greeting. */
export function afterStandstill(lane: Lane, at: { readonly now: number; readonly why: Standstill }): Lane {
  return { ...lane, standstill: at.why, notBefore: at.now + standstillMs, helloDue: 0 };
}

/** Somebody asks for it now: every wait of our own is over, head office's is not, and both sides compare anew. */
export function hurry(lane: Lane): Lane {
  return { ...lane, notBefore: 0, failures: 0, helloDue: 0 };
}

/** How many of these texts go into one push: contiguous from the first, within both limits, at least one. */
export function batchSize(bytes: readonly number[]): number {
  let sum = 0;
  for (const [index, size] of bytes.entries()) {
    sum += size + quotesAndEscapes;
    if (index > 0 && (sum > batchBytes || index >= syncLimits.pushFacts)) return index;
  }
  return bytes.length;
}

/** A fact's own quotes are escaped once more inside the batch: room is kept for that. */
const batchBytes = syncLimits.pushBytes * 0.75;
const quotesAndEscapes = 3;
