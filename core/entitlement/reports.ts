import type { LocalDate } from "../kernel/index.ts";
import { limitOf } from "./judge.ts";
import { counterOf, entitlementOf, type EntitlementPack } from "./pack.ts";
import { statusOn, type View } from "./status.ts";

/** Persons to print on each yearly invitation; `omitted` says why a member gets none of a kind. */
export function invitationsFor(
  view: View,
  on: LocalDate,
): { readonly places: Readonly<Record<string, number>>; readonly omitted: Readonly<Record<string, string>> } {
  const standing = statusOn(view, on);
  const places: Record<string, number> = {};
  const omitted: Record<string, string> = {};
  for (const { id, of } of view.pack.invitations) {
    const { units } = limitOf(view.pack, { entitlement: of, status: standing.status });
    if (standing.basis === "none" && standing.reason === "not_a_member") omitted[id] = standing.reason;
    else if (units !== null && units > 0) places[id] = units;
    else omitted[id] = isNumbered(view.pack, of) ? "status_not_included" : "quota_not_set";
  }
  return { places, omitted };
}

function isNumbered(pack: EntitlementPack, entitlement: string): boolean {
  return counterOf(pack, entitlementOf(pack, entitlement)).grant !== null;
}

export type MembersRow = {
  readonly year: number;
  readonly admitted: number;
  readonly exited: number;
  readonly closing?: number | undefined;
};

export type MembersReport = {
  readonly closing: readonly number[];
  readonly admitted: number;
  readonly exited: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly mismatches: readonly { readonly year: number; readonly stated: number; readonly computed: number }[];
};

/** Members at each year's end: a year opens with the number computed for the one before; stated ones are compared. */
export function membersByYear(
  { statuses }: EntitlementPack,
  opening: number,
  rows: readonly MembersRow[],
): MembersReport {
  const closing: number[] = [];
  for (const { admitted, exited } of rows) closing.push((closing.at(-1) ?? opening) + admitted - exited);
  const byStatus = Object.fromEntries(
    statuses.ranks.map((status) => {
      const own = statuses.table.filter((row) => row.status === status);
      const isOwn = (year: number) => own.some(({ from, to }) => from <= `${year}-01-01` && `${year}-12-31` <= to);
      return [status, sumOf(rows.filter(({ year }) => isOwn(year)).map(({ admitted }) => admitted))];
    }),
  );
  const mismatches = rows.flatMap(({ year, closing: stated }, at) => {
    const computed = closing[at] ?? 0;
    return stated === undefined || stated === computed ? [] : [{ year, stated, computed }];
  });
  return {
    closing,
    admitted: sumOf(rows.map((row) => row.admitted)),
    exited: sumOf(rows.map((row) => row.exited)),
    byStatus,
    mismatches,
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
