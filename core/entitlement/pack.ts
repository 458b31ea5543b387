import { present, type Result, z } from "../kernel/index.ts";
import { isDate } from "../offer/index.ts";
import { problem, type PackProblem, type Readings } from "../programme/index.ts";
import { parseRegulation, regulationShape } from "../regulation/index.ts";

const Key = z.string().min(1);
const DateText = z.string().refine(isDate, "date");
const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });

const Statuses = z.strictObject({
  /** Low to high. */
  ranks: z.array(Key).min(1),
  titles: z.record(Key, TextOf),
  /** By the day of joining, both ends included. */
  table: z.array(z.strictObject({ status: Key, clause: Key, from: DateText, to: DateText })),
  /** By whole-year difference, the longest first. */
  tenure: z.array(z.strictObject({ status: Key, clause: Key, years: z.int().min(0) })),
  basis: z.enum(["join_year", "tenure"]),
  /** What a day of joining gives that no row speaks of. */
  beyond: z.strictObject({ status: Key, clause: Key }).nullable(),
  startsWith: z.enum(["current", "first"]),
  decisions: z.strictObject({ clause: Key, bodies: z.array(Key).min(1), direction: z.enum(["up", "any"]) }),
});

/** Units a status has, or `open`: any number. A status without an entry does not have the benefit. */
const Grant = z.record(Key, z.union([z.int().min(0), z.literal("open")]));

/** Seats that every member has whatever the status, and how their use is named. */
const Right = z.strictObject({ units: z.int().min(1), granted: Key, taken: Key });

const Entitlement = z.strictObject({
  id: Key,
  clause: Key,
  title: TextOf,
  unit: z.enum(["person", "piece", "service"]),
  /** Null: named without a number. */
  grant: Grant.nullable().optional(),
  /** Draws on the counter of another entitlement and has its numbers. */
  countsAs: Key.optional(),
  /** `event`: a fresh number for each event. */
  per: z.enum(["year", "event"]),
  /** Roles that are rights; all other places are the grant less these. */
  rights: z.record(Key, Right).optional(),
  /** What somebody on one of those other places is. */
  otherRole: Key.optional(),
});
export type Entitlement = z.infer<typeof Entitlement>;

/** The file of a status programme, readings already chosen. */
export const EntitlementPackSchema = z.strictObject({
  format: z.literal("entitlement-pack/1"),
  ...regulationShape,
  statuses: Statuses,
  /** Whose calendar year counts, and whether a person counted once in it is free afterwards. */
  period: z.strictObject({
    yearOf: z.enum(["event_date", "booking_date"]),
    persons: z.enum(["participation", "distinct_person"]),
  }),
  /** Whether debts stop benefits; if not, they are mentioned. */
  arrears: z.strictObject({ block: z.boolean() }),
  entitlements: z.array(Entitlement),
  /** How a terminal without a connection may grant: by entitlement, `*` for all others. */
  offline: z.strictObject({
    policy: z.record(Key, z.enum(["optimistic", "online_only", "share"])),
    shares: z.record(Key, z.int().min(0)),
  }),
  invitations: z.array(z.strictObject({ id: Key, clause: Key, of: Key })),
  cards: z.strictObject({ clause: Key, issue: z.array(Key).min(1), block: z.array(Key).min(1) }),
  statistics: z.strictObject({ clause: Key }),
  /** Of governing bodies and roles. */
  titles: z.record(Key, TextOf),
});
type Rules = z.infer<typeof EntitlementPackSchema>;

/** Statuses, yearly benefits and cards of an association. */
export type EntitlementPack = Rules & { readonly chosen: Readings };

/** Every reason that the machinery gives by itself; rights add theirs. */
export const entitlementReasons = [
  "join_year_not_in_table",
  "not_a_member",
  "no_status",
  "status_not_included",
  "quota_exhausted",
  "quota_insufficient",
  "quota_not_set",
  "arrears",
  "card_blocked",
  "connection_required",
  "offline_share_exhausted",
  "invalid_units",
  "decision_required",
  "body_not_authorised",
  "lower_status_not_allowed",
  "role_not_allowed",
  "event_started",
  "unknown_operation",
] as const;
export type EntitlementReason = (typeof entitlementReasons)[number];

/** Reads the pack of a status programme; refuses it with every problem found. */
export function parseEntitlementPack(
  source: unknown,
  readings: Readings = {},
): Result<EntitlementPack, readonly PackProblem[]> {
  const format = {
    schema: EntitlementPackSchema,
    lint,
    codes: ({ entitlements }: Rules) => [
      ...entitlementReasons,
      ...entitlements.flatMap(({ rights = {} }) => Object.values(rights).flatMap((one) => [one.granted, one.taken])),
    ],
  };
  return parseRegulation(source, format, readings);
}

function lint(pack: Rules): PackProblem[] {
  const { statuses, entitlements, invitations } = pack;
  const ids = entitlements.map(({ id }) => id);
  const { ranks, table, tenure, beyond, titles } = statuses;
  const named = [...table, ...tenure, ...(beyond ? [beyond] : [])].map(({ status }) => status);
  const granted = entitlements.flatMap(({ grant }) => Object.keys(grant ?? {}));
  const counters = entitlements.flatMap(({ countsAs }) => (countsAs === undefined ? [] : [countsAs]));
  const overlaps = table.filter((row, at) =>
    table.some((other, nth) => nth < at && row.from <= other.to && other.from <= row.to),
  );
  return [
    ...missing("statuses", [...named, ...Object.keys(titles)], ranks),
    ...missing("statuses.titles", ranks, Object.keys(titles)),
    ...missing("entitlements.grant", granted, ranks),
    ...missing("entitlements.countsAs", counters, ids),
    ...missing(
      "invitations",
      invitations.map(({ of }) => of),
      ids,
    ),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => problem("entitlements", "duplicate", id)),
    ...overlaps.map(({ from, to }) => problem("statuses.table", "order", `${from} … ${to}`)),
    ...entitlements.flatMap((one) => lintGrant(one)),
    ...missing("titles", [...statuses.decisions.bodies, ...entitlements.flatMap(rolesOf)], Object.keys(pack.titles)),
  ];
}

function missing(place: string, names: readonly string[], known: readonly string[]): PackProblem[] {
  return names.filter((name) => !known.includes(name)).map((name) => problem(place, "unknown-name", name));
}

/** A benefit has numbers of its own or another's counter, one of the two. */
function lintGrant({ id, grant, countsAs }: Entitlement): PackProblem[] {
  if ((grant === undefined) !== (countsAs === undefined)) return [];
  return [problem(`entitlements.${id}`, "one-benefit", "grant, countsAs")];
}

/** What somebody who uses the benefit may be; empty where it makes no difference. */
export function rolesOf({ rights = {}, otherRole }: Entitlement): string[] {
  return [...Object.keys(rights), ...(otherRole === undefined ? [] : [otherRole])];
}

export function entitlementOf(pack: EntitlementPack, id: string): Entitlement {
  return present(
    pack.entitlements.find((one) => one.id === id),
    `entitlement ${id}`,
  );
}

/** The entitlement whose number and counter this one has. */
export function counterOf(pack: EntitlementPack, entitlement: Entitlement): Entitlement {
  return entitlement.countsAs === undefined ? entitlement : entitlementOf(pack, entitlement.countsAs);
}
