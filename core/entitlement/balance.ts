import { dateOf, type LocalDate } from "../kernel/index.ts";
import { limitOf } from "./judge.ts";
import { isSame, keyOf, mergeLogs, periodOf, standing, unitsOf, usedIn } from "./log.ts";
import type { Log, Period, Redemption } from "./log.ts";
import { counterOf, entitlementOf } from "./pack.ts";
import { statusOn, type View } from "./status.ts";

export type Figures = {
  readonly limit: number | null;
  readonly used: number;
  readonly remaining: number | null;
  readonly overdrawn: number;
};

/** The counter that a use is charged to, under the status of a day. */
export function figuresOf(view: View, use: Omit<Redemption, "kind">, on: LocalDate): Figures {
  const period = periodOf(view.pack, use);
  const { status } = statusOn(view, on);
  const { units: limit } = limitOf(view.pack, { entitlement: period.counter, status, role: period.role });
  return withLimit(limit, usedIn(view.pack, view.log, period));
}

export function withLimit(limit: number | null, used: number): Figures {
  if (limit === null) return { limit, used, remaining: null, overdrawn: 0 };
  return { limit, used, remaining: Math.max(0, limit - used), overdrawn: Math.max(0, used - limit) };
}

export type BalanceQuestion = {
  readonly entitlement: string;
  readonly year: number;
  /** For places of an event; all events of the year and all roles where they are not named. */
  readonly event?: string | undefined;
  readonly role?: string | undefined;
  readonly on: LocalDate;
};

/** What a member has of a benefit in a year, and how much of it is used. */
export function balanceOf(view: View, { entitlement, year, event, role, on }: BalanceQuestion): Figures {
  const { pack, log } = view;
  const counter = counterOf(pack, entitlementOf(pack, entitlement));
  const isRight = role !== undefined && counter.rights?.[role] !== undefined;
  const uses = standing(log).filter((use) => {
    const period = periodOf(pack, use);
    if (period.counter !== counter.id || period.year !== year) return false;
    if (event !== undefined && period.event !== event) return false;
    return role === undefined || period.role === (isRight ? role : null);
  });
  const { units } = limitOf(pack, { entitlement, status: statusOn(view, on).status, role });
  return withLimit(units, unitsOf(pack, uses));
}

export type Conflict = Pick<Period, "counter" | "year" | "event" | "role"> & { readonly overdrawn: number };

/** Counters that a terminal's own operations overdraw once everybody knows them. Nothing granted is taken back. */
export function conflictsOf(view: View, arriving: Log): Conflict[] {
  const { pack, log } = view;
  const known = new Set(log.map(keyOf));
  const own = arriving.filter((entry): entry is Redemption => entry.kind === "redeemed" && !known.has(keyOf(entry)));
  const merged = { ...view, log: mergeLogs(log, arriving) };
  const periods = own.map((use) => periodOf(pack, use));
  return periods
    .filter((period, at) => periods.findIndex((other) => isSame(period, other)) === at)
    .flatMap((period) => {
      const last = own.filter((use) => isSame(periodOf(pack, use), period)).map(({ at }) => dateOf(at));
      const on = last.toSorted().at(-1) ?? "";
      const { status } = statusOn(merged, on);
      const { units } = limitOf(pack, { entitlement: period.counter, status, role: period.role });
      const before = withLimit(units, usedIn(pack, log, period)).overdrawn;
      const { overdrawn } = withLimit(units, usedIn(pack, merged.log, period));
      return overdrawn > before ? [{ ...period, overdrawn }] : [];
    });
}
