import { counterOf, entitlementOf, type Entitlement, type EntitlementPack } from "./pack.ts";

/** A number of units; null: any number. `code` says why there is none. */
export type Limit = { readonly units: number | null; readonly code: string | null };

/** What a status has of a benefit; of an event's places those of one role, or all when `role` is undefined. */
export function limitOf(
  pack: EntitlementPack,
  { entitlement, status, role }: { entitlement: string; status: string | null; role?: string | null | undefined },
): Limit {
  const { grant, rights = {} } = counterOf(pack, entitlementOf(pack, entitlement));
  const right = typeof role === "string" ? rights[role] : undefined;
  if (right) return { units: right.units, code: null };
  const own = Object.values(rights).reduce((sum, { units }) => sum + units, 0);
  const floor = role === undefined ? own : 0;
  if (status === null) return { units: floor, code: "no_status" };
  if (!grant) return { units: floor, code: "quota_not_set" };
  const units = grant[status] ?? 0;
  if (units === "open") return { units: null, code: null };
  if (units === 0) return { units: floor, code: "status_not_included" };
  return { units: role === undefined ? Math.max(own, units) : Math.max(0, units - own), code: null };
}

/** Statuses that have the benefit, low to high. */
export function includedIn(pack: EntitlementPack, entitlement: Entitlement): string[] {
  const { grant } = counterOf(pack, entitlement);
  return pack.statuses.ranks.filter((status) => (grant?.[status] ?? 0) !== 0);
}

export type QuotaQuestion = {
  readonly entitlement: string;
  readonly status: string | null;
  readonly role: string | null;
  /** Units of the counter that are used already, and that this use would add. */
  readonly used: number;
  readonly adds: number;
};

export type Verdict = {
  readonly granted: boolean;
  readonly reason: string | null;
  readonly clause: string;
  readonly limit: number | null;
  /** Before this use; never below 0. */
  readonly remaining: number | null;
  readonly offerUnits?: number;
  readonly availableIn?: readonly string[];
};

/** Whether the number allows a use: all of it or nothing, the rest is offered. */
export function judgeQuota(pack: EntitlementPack, question: QuotaQuestion): Verdict {
  const entitlement = entitlementOf(pack, question.entitlement);
  const { units: limit, code } = limitOf(pack, question);
  const remaining = limit === null ? null : Math.max(0, limit - question.used);
  const answer = { clause: entitlement.clause, limit, remaining };
  const refused = (reason: string) => ({ ...answer, granted: false, reason });
  if (code === "status_not_included") return { ...refused(code), availableIn: includedIn(pack, entitlement) };
  if (code !== null) return refused(code);
  const right = question.role === null ? undefined : entitlement.rights?.[question.role];
  if (remaining === null || question.adds <= remaining) {
    return { ...answer, granted: true, reason: right?.granted ?? null };
  }
  if (remaining === 0) return refused(right?.taken ?? "quota_exhausted");
  return { ...refused("quota_insufficient"), offerUnits: remaining };
}

/** Units are counted whole, from one. */
export function isCountable(units: number): boolean {
  return Number.isSafeInteger(units) && units >= 1;
}

/** The answer for stated figures, without a member's log: the same facts give the same answer at every desk. */
export function quoteQuota(
  pack: EntitlementPack,
  { units, ...question }: Omit<QuotaQuestion, "adds"> & { readonly units: number },
): Verdict {
  const verdict = judgeQuota(pack, { ...question, adds: units });
  if (isCountable(units)) return verdict;
  const { clause, limit, remaining } = verdict;
  return { granted: false, reason: "invalid_units", clause, limit, remaining };
}
