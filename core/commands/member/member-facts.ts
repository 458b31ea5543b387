import { z } from "../../kernel/index.ts";
import type { Entry } from "../../entitlement/index.ts";
import type { JournalEntry } from "../../sync/index.ts";

const Membership = z.object({ joined: z.string(), left: z.string() });

/** A member as recorded; a later record of the same member replaces it. */
export const MemberRecorded = z.object({
  programme: z.string(),
  member: z.string(),
  name: z.string(),
  joined: z.string(),
  history: z.array(Membership),
  ended: z.string().nullable(),
  arrears: z.boolean(),
});
export type MemberRecorded = z.infer<typeof MemberRecorded>;

const Redeemed = z.object({
  kind: z.literal("redeemed"),
  ref: z.string(),
  entitlement: z.string(),
  units: z.number(),
  persons: z.array(z.string()),
  role: z.string().nullable(),
  event: z.string().nullable(),
  eventDate: z.string().nullable(),
  at: z.string(),
  terminal: z.string(),
  card: z.string().nullable(),
  offline: z.boolean(),
});
const Decided = z.object({
  kind: z.literal("status-decided"),
  to: z.string(),
  on: z.string(),
  effective: z.string(),
  body: z.string(),
  decisionNo: z.string(),
});
const CardIssued = z.object({ kind: z.literal("card-issued"), card: z.string(), on: z.string() });
const CardBlocked = z.object({ kind: z.literal("card-blocked"), card: z.string(), on: z.string(), why: z.string() });
const Cancelled = z.object({ kind: z.literal("cancelled"), ref: z.string(), at: z.string() });

/** What a fact adds to a member's log. The fields beside it are for people who read the journal. */
export const MemberEntryBody = z.object({
  programme: z.string(),
  member: z.string(),
  entry: z.discriminatedUnion("kind", [Redeemed, Cancelled, Decided, CardIssued, CardBlocked]),
});

/** Fact kinds by what they add. */
export const entryFacts = {
  redeemed: "entitlement-redeemed",
  cancelled: "redemption-cancelled",
  "status-decided": "status-adjusted",
  "card-issued": "member-card-issued",
  "card-blocked": "member-card-blocked",
} as const satisfies Record<Entry["kind"], string>;
const logKinds: ReadonlySet<string> = new Set(Object.values(entryFacts));

/** The log entry of a fact; undefined for facts of other kinds. */
export function entryOf({ fact }: JournalEntry): Entry | undefined {
  return logKinds.has(fact.kind) ? MemberEntryBody.parse(fact.body).entry : undefined;
}

export function recordOf({ fact }: JournalEntry): MemberRecorded | undefined {
  return fact.kind === "member-recorded" ? MemberRecorded.parse(fact.body) : undefined;
}

export const memberRef = (programme: string, member: string): string => `member:${programme}:${member}`;
export const cardRef = (programme: string, card: string): string => `member-card:${programme}:${card}`;
/** Facts that say who the members are and which cards they have. */
export const directoryRef = (programme: string): string => `members:${programme}`;
/** Uses of one benefit by anybody: where the events of earlier bookings are found. */
export const usesRef = (programme: string, entitlement: string): string => `uses:${programme}:${entitlement}`;
export const requestRef = (requestId: string): string => `request:${requestId}`;
