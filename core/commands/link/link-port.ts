import type { Instant, Result } from "../../kernel/index.ts";
import type { Standstill } from "../../sync/index.ts";

/** Who this till is at head office, and whose signature it believes. */
export type LinkIdentity = {
  readonly url: string;
  readonly terminal: string;
  readonly shard: string;
  /** Ed25519, 32 bytes, base64. */
  readonly hqKey: string;
  /** Text of the trust root that came with the enrolment; null where head office publishes nothing signed. */
  readonly root: string | null;
  readonly enrolledAt: Instant;
};

/**
 * Why a snapshot of all cards was not taken; the one in use stays. `not-ready`: head office has none yet · `cut-off`:
 * the line broke, what came is kept · `not-trusted`, `damaged`: it is not what head office signed · `stale`: older than
 * what is known here · `newer-form`: of a newer program · `no-room`: the disk · `not-written`: the disk failed.
 */
export const cardsFaults = [
  "not-ready",
  "cut-off",
  "not-trusted",
  "damaged",
  "stale",
  "newer-form",
  "no-room",
  "not-written",
] as const;
export type CardsFault = (typeof cardsFaults)[number];

/** A snapshot on its way into the till, in bytes as they are sent. */
export type CardsPulse = {
  readonly phase: "loading" | "unpacking" | "failed";
  readonly done: number;
  readonly total: number;
  readonly fault: CardsFault | null;
};

/** The way to head office, as it is at this moment. */
export type LinkPulse = {
  /** `connecting`: not answered yet since the start. */
  readonly state: "connecting" | "online" | "offline";
  /** What keeps it from going on until somebody does something. */
  readonly standstill: Standstill | null;
  /** Since when it is so. */
  readonly since: Instant;
  /** Head office last answered anything; null before that. */
  readonly answeredAt: Instant | null;
  /** The next try, while there is none under way. */
  readonly nextTryAt: Instant | null;
  /** Whether the till's key lies in a store of the system. */
  readonly keyProtected: boolean;
  /** The snapshot that is being loaded, or why the last was not taken. */
  readonly cards: CardsPulse | null;
};

export type EnrolOrder = {
  readonly url: string;
  readonly code: string;
  readonly name: string;
  readonly app: string;
  /** The terminal that this till was before. */
  readonly before: string | undefined;
};

/**
 * Why a till was not enrolled. `unreachable`: nobody answers there · `not-hq`: somebody answers, but no head office ·
 * `too-often`: codes are tried too fast.
 */
export type EnrolFault = "address-invalid" | "unreachable" | "not-hq" | "code-wrong" | "too-often";

export type Link = {
  pulse(): LinkPulse;
  /** Makes a key and shows the code; nothing is kept before the caller keeps it. */
  enrol(order: EnrolOrder): Promise<Result<LinkIdentity, EnrolFault>>;
  /** The identity that was kept holds from now on. */
  enrolled(): void;
  /** Asks at once for all there is; resolves when it is done or was tried. */
  syncNow(): Promise<void>;
};
