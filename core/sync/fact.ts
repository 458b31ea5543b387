import type { Instant, Json } from "../kernel/index.ts";

/**
 * Something that happened at this terminal, told to head office once and never changed. Stored as one journal row with
 * its chain hash; the outbox is a watermark over that journal. `kind` and `body` are read with the schemas of the
 * commands that write them; readers keep unknown kinds and fields.
 */
export type Fact = {
  readonly v: 1;
  readonly kind: string;
  /** Unique for ever: repeating a request with the same id answers the same. */
  readonly id: string;
  /** Terminal's own safe time: never before the newest fact. */
  readonly at: Instant;
  /** Wall clock as read, when it disagrees with `at`. */
  readonly wall?: Instant;
  /** Milliseconds since the process began, and which process. */
  readonly mono: number;
  readonly boot: string;
  /** Operator id and role; `system` for what the terminal does itself. */
  readonly actor: string;
  readonly role: string;
  readonly body: { readonly [key: string]: Json };
};

/** A fact with its place in the journal. */
export type JournalEntry = { readonly seq: number; readonly fact: Fact; readonly chain: string };

/** What a chain link covers: the previous link (64 hex digits) and the exact bytes of the fact. */
export function chainInput(previous: string, factText: string): string {
  return `${previous}\n${factText}`;
}

export const chainStart = "0".repeat(64);
