import * as z from "zod";
import { CardLine } from "../../core/sync/index.ts";
import { Done, Instant, Name, Nothing, Said, type DeskCall } from "./fields.ts";
import { listCalls } from "./list-calls.ts";
import { packCalls } from "./pack-calls.ts";
import { reportCalls } from "./report-calls.ts";
import { ConsoleRole } from "./roles.ts";
import { stockCalls } from "./stock-calls.ts";

/**
 * What the console's page asks of head office: `POST /console/api/NAME`, JSON both ways. Times are epoch milliseconds
 * of head office.
 */

const Password = z.string().min(8).max(128);
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Digits, or letters and digits, as they stand on a card. */
const CardText = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);

export const Person = z.object({ name: z.string(), role: ConsoleRole });
export type Person = z.infer<typeof Person>;

/** `live`: heard of lately · `late`: for a while not · `silent`: for a day not, or never. */
export const contactStates = ["live", "late", "silent", "forked", "revoked"] as const;
export const ContactState = z.enum(contactStates);

export const TerminalRow = z.object({
  terminal: z.string(),
  name: z.string(),
  shard: z.string(),
  state: ContactState,
  enrolledAt: Instant,
  /** 0: never yet. */
  lastContact: Instant,
  /** As the till last said it. */
  app: z.string(),
  generation: z.string(),
  acked: z.int(),
  /** Stored, not yet taken over into cards and reports. */
  behind: z.int(),
  /** Facts that wait at the till, as it last said; null while unknown. */
  pending: z.int().nullable(),
  revokedReason: z.string().nullable(),
});
export type TerminalRow = z.infer<typeof TerminalRow>;

export const CardRow = CardLine.omit({ fact: true }).extend({ reason: z.string().nullable() });
export type CardRow = z.infer<typeof CardRow>;

export const CardEvent = z.object({
  at: Instant,
  /** Till's name; null: head office itself. */
  place: z.string().nullable(),
  was: z.string(),
  status: z.string(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  /** Why nothing came of it. */
  disputed: z.string().nullable(),
});
export type CardEvent = z.infer<typeof CardEvent>;

const DisputeKey = z.strictObject({
  terminal: z.string(),
  generation: z.string(),
  seq: z.int().min(1),
  reason: z.string(),
});
export const DisputeRow = z.object({
  ...DisputeKey.shape,
  place: z.string(),
  number: z.string().nullable(),
  at: Instant,
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type DisputeRow = z.infer<typeof DisputeRow>;

export const AuditRow = z.object({
  id: z.string(),
  at: Instant,
  who: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const PersonRow = Person.extend({ madeAt: Instant, off: z.boolean(), lockedUntil: Instant });
export type PersonRow = z.infer<typeof PersonRow>;

export const Overview = z.object({
  now: Instant,
  terminals: z.record(ContactState, z.int()),
  factsToday: z.int(),
  /** Facts taken over in each of the last 24 hours, the current one last. */
  byHour: z.array(z.int()),
  disputesOpen: z.int(),
  /** When the oldest dispute that nobody has settled came up. */
  disputeSince: Instant.nullable(),
  /** Tills that a person should look at, the longest silent first. */
  attention: z.array(TerminalRow),
});
export type Overview = z.infer<typeof Overview>;

const Decision = z.strictObject({
  number: CardText,
  /** What the person saw: another epoch means that the card has changed meanwhile. 0: head office does not know it. */
  epoch: z.int().min(0),
  reason: Said,
});

/** Calls that need nobody signed in. */
export const doorCalls = {
  whoAmI: { input: Nothing, output: z.object({ person: Person.nullable() }) },
  signIn: { input: z.strictObject({ name: Name, password: z.string().min(1).max(128) }), output: Person },
  signOut: { input: Nothing, output: Done },
  /** The one-time link of an invitation; the name is the invitation's own where it has one. */
  readInvite: { input: z.strictObject({ token: Token }), output: Person },
  acceptInvite: { input: z.strictObject({ token: Token, name: Name, password: Password }), output: Person },
} as const;

export const deskCalls = {
  ...packCalls,
  ...listCalls,
  overview: { right: "look", input: z.strictObject({ dayStart: Instant }), output: Overview },
  listTerminals: { right: "look", input: Nothing, output: z.object({ now: Instant, terminals: z.array(TerminalRow) }) },
  offerCode: {
    right: "terminal.manage",
    input: z.strictObject({ name: Name, shard: z.string().regex(/^[a-z0-9-]{1,32}$/) }),
    output: z.object({ code: z.string(), until: Instant, now: Instant }),
  },
  revokeTerminal: {
    right: "terminal.manage",
    input: z.strictObject({ terminal: Name, reason: Said }),
    output: Done,
  },
  /** The copy of a forked till was put away: this one goes on. */
  releaseTerminal: {
    right: "terminal.manage",
    input: z.strictObject({ terminal: Name, reason: Said }),
    output: Done,
  },
  /** Without `text` the stop-list, the newest first. */
  findCards: {
    right: "look",
    input: z.strictObject({ text: z.union([z.literal(""), CardText]) }),
    output: z.object({ cards: z.array(CardRow), more: z.boolean() }),
  },
  cardOf: {
    right: "look",
    input: z.strictObject({ number: CardText }),
    output: z.object({ card: CardRow.nullable(), history: z.array(CardEvent) }),
  },
  blockCard: { right: "card.decide", input: Decision, output: CardRow },
  unblockCard: { right: "card.decide", input: Decision, output: CardRow },
  listDisputes: {
    right: "look",
    input: z.strictObject({ open: z.boolean() }),
    output: z.object({ disputes: z.array(DisputeRow), more: z.boolean() }),
  },
  settleDispute: { right: "dispute.settle", input: DisputeKey.extend({ note: Said }), output: Done },
  searchAudit: {
    right: "look",
    input: z.strictObject({
      text: z.string().trim().max(100),
      before: z.strictObject({ at: Instant, id: z.string() }).nullable(),
    }),
    output: z.object({ rows: z.array(AuditRow), more: z.boolean() }),
  },
  listPeople: {
    right: "people.manage",
    input: Nothing,
    output: z.object({ now: Instant, people: z.array(PersonRow) }),
  },
  /** A one-time link by which the person sets a password; for a known name it sets a new one. */
  invitePerson: {
    right: "people.manage",
    input: z.strictObject({ name: Name, role: ConsoleRole }),
    output: z.object({ token: Token, until: Instant, now: Instant }),
  },
  switchOffPerson: { right: "people.manage", input: z.strictObject({ name: Name, reason: Said }), output: Done },
  ...stockCalls,
  ...reportCalls,
} as const satisfies Readonly<Record<string, DeskCall>>;

export const consoleCalls = { ...doorCalls, ...deskCalls } as const;
export type DeskCallName = keyof typeof deskCalls;
export type ConsoleCallName = keyof typeof consoleCalls;
export type ConsoleInput<K extends ConsoleCallName> = z.output<(typeof consoleCalls)[K]["input"]>;
export type ConsoleOutput<K extends ConsoleCallName> = z.output<(typeof consoleCalls)[K]["output"]>;
