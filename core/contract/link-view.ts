import { z } from "../kernel/index.ts";
import { stalenessLevels } from "../sync/index.ts";
import { InstantMs } from "./fields.ts";

/**
 * `none`: no head office, the till works on its own · `connecting`: no answer yet since the start · `revoked`,
 * `forked`, `upgrade`, `not-trusted`, `key-lost`: somebody has to do something first.
 */
export const LinkState = z.enum([
  "none",
  "connecting",
  "online",
  "offline",
  "revoked",
  "forked",
  "upgrade",
  "not-trusted",
  "key-lost",
]);
export type LinkState = z.infer<typeof LinkState>;

/** How old what is known of the others is. */
const Level = z.enum(stalenessLevels);

/** All cards on their way from head office in one file; `failed`: the last try, the cards in use stay. */
const CardsOnTheWay = z.object({
  phase: z.enum(["loading", "unpacking", "failed"]),
  percent: z.int().min(0).max(100),
});

/** The link in short, for the status bar. */
export const LinkStatus = z.object({
  state: LinkState,
  /** Since when it is so; null without head office. */
  since: InstantMs.nullable(),
  /** Facts that wait to be sent. */
  pending: z.int(),
  level: Level,
  /** Null while none are. */
  cards: CardsOnTheWay.nullable(),
});
export type LinkStatus = z.infer<typeof LinkStatus>;

/** The link with all that a person may want to know. Sentences are in the operator's language. */
export const SyncView = LinkStatus.extend({
  /** Null until this till is enrolled. */
  terminal: z.object({ id: z.string(), url: z.string(), enrolledAt: InstantMs, keyProtected: z.boolean() }).nullable(),
  /** The state in a sentence, and what to do. */
  title: z.string(),
  text: z.string(),
  /** Head office last said what is new. */
  lastContact: InstantMs.nullable(),
  oldestPendingAt: InstantMs.nullable(),
  nextTryAt: InstantMs.nullable(),
  /** What becomes of the cards on their way, or why they were not taken and what to do; empty while none are. */
  cardsText: z.string(),
  /** What is limited now, and why. */
  limits: z.array(z.object({ code: z.string(), title: z.string(), text: z.string() })),
  /** From which age of the link on each level holds, for the scale. */
  levels: z.array(z.object({ level: Level, fromMs: z.int(), text: z.string() })),
  /** What head office has not taken over, newest first. */
  disputes: z.array(z.object({ at: InstantMs, text: z.string() })),
  /** What head office hands out under signatures; null where it does not. */
  sent: z
    .object({
      /** Names of what is changed at head office only. */
      ruled: z.array(z.string()),
      /** Versions of packs that are here and wait for their day. */
      coming: z.array(z.string()),
      /** Why the newest that came was not taken; what was there before holds. */
      refused: z.object({ at: InstantMs, text: z.string(), detail: z.string() }).nullable(),
    })
    .nullable(),
});
export type SyncView = z.infer<typeof SyncView>;
