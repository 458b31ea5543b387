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
};

export type EnrolOrder = { readonly url: string; readonly code: string; readonly name: string; readonly app: string };

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
