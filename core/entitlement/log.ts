import type { LocalDate, LocalDateTime } from "../kernel/index.ts";
import { dateOf } from "../kernel/index.ts";
import { counterOf, entitlementOf, type EntitlementPack } from "./pack.ts";

/** One use of a benefit. Times are local to the programme. */
export type Redemption = {
  readonly kind: "redeemed";
  readonly ref: string;
  readonly entitlement: string;
  readonly units: number;
  readonly persons: readonly string[];
  readonly role: string | null;
  readonly event: string | null;
  readonly eventDate: LocalDate | null;
  readonly at: LocalDateTime;
  readonly terminal: string;
  readonly card: string | null;
  /** Granted without a connection. */
  readonly offline: boolean;
};

/** What has been recorded of a member; nothing is ever changed or taken out. */
export type Entry =
  | Redemption
  | { readonly kind: "cancelled"; readonly ref: string; readonly at: LocalDateTime }
  | {
      readonly kind: "status-decided";
      readonly to: string;
      readonly on: LocalDate;
      readonly effective: LocalDate;
      readonly body: string;
      readonly decisionNo: string;
    }
  | { readonly kind: "card-issued"; readonly card: string; readonly on: LocalDate }
  | { readonly kind: "card-blocked"; readonly card: string; readonly on: LocalDate; readonly why: string };

export type Log = readonly Entry[];

/** Two logs of one member as one: what both know counts once. */
export function mergeLogs(first: Log, second: Log): Log {
  const known = new Set(first.map(keyOf));
  return [...first, ...second.filter((entry) => !known.has(keyOf(entry)))];
}

/** What makes an entry the same one when it arrives again. */
export function keyOf(entry: Entry): string {
  switch (entry.kind) {
    case "redeemed":
    case "cancelled":
      return `${entry.kind} ${entry.ref}`;
    case "status-decided":
      return [entry.kind, entry.body, entry.decisionNo, entry.on, entry.to, entry.effective].join(" ");
    case "card-issued":
    case "card-blocked":
      return `${entry.kind} ${entry.card}`;
  }
}

/** A counter that starts at nought: a year's, or an event's with one kind of seat. */
export type Period = {
  readonly counter: string;
  readonly year: number;
  readonly event: string | null;
  readonly role: string | null;
};

type Use = Pick<Redemption, "entitlement" | "role" | "event" | "eventDate" | "at">;

const yearOf = (date: LocalDate) => Number(date.slice(0, 4));

/** The year that a use is charged to. */
export function quotaYear(pack: EntitlementPack, { eventDate, at }: Use): number {
  return yearOf(pack.period.yearOf === "booking_date" ? at : (eventDate ?? at));
}

export function periodOf(pack: EntitlementPack, use: Use): Period {
  const { id, per, rights = {} } = counterOf(pack, entitlementOf(pack, use.entitlement));
  if (per === "year") return { counter: id, year: quotaYear(pack, use), event: null, role: null };
  const day = use.eventDate ?? dateOf(use.at);
  const role = use.role !== null && rights[use.role] ? use.role : null;
  return { counter: id, year: yearOf(day), event: use.event ?? day, role };
}

/** Redemptions that stand, each once. */
export function standing(log: Log): Redemption[] {
  const cancelled = new Set(log.flatMap((entry) => (entry.kind === "cancelled" ? [entry.ref] : [])));
  const byRef = new Map<string, Redemption>();
  for (const entry of log) {
    if (entry.kind === "redeemed" && !cancelled.has(entry.ref) && !byRef.has(entry.ref)) byRef.set(entry.ref, entry);
  }
  return [...byRef.values()];
}

/** Units used of a counter. */
export function usedIn(pack: EntitlementPack, log: Log, period: Period): number {
  const uses = standing(log).filter((use) => isSame(periodOf(pack, use), period));
  return unitsOf(pack, uses);
}

/** Units of some redemptions of one counter: a person who is counted once may come free. */
export function unitsOf(pack: EntitlementPack, uses: readonly Redemption[]): number {
  const distinct = pack.period.persons === "distinct_person";
  const named = new Set<string>();
  let unnamed = 0;
  for (const { entitlement, units, persons } of uses) {
    const isNamed = distinct && entitlementOf(pack, entitlement).unit === "person";
    if (isNamed) for (const person of persons) named.add(person);
    unnamed += isNamed ? Math.max(0, units - persons.length) : units;
  }
  return named.size + unnamed;
}

export function isSame(a: Period, b: Period): boolean {
  return a.counter === b.counter && a.year === b.year && a.event === b.event && a.role === b.role;
}
