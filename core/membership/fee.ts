import type { LocalDate } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { unmet, type Facts } from "../offer/index.ts";
import { holds, sightOf } from "../programme/index.ts";
import type { MembershipPack } from "./pack.ts";

/** A yearly fee; null where the rules give none, never 0. */
export type Fee = {
  readonly amountMinor: Minor | null;
  readonly clause: string | null;
  readonly reason: string | null;
  /** A paper that would lower the amount. */
  readonly hint: string | null;
};

type Tariff = MembershipPack["tariffs"][number];

/** The yearly fee under the tariff of `facts.on`: the first row that speaks of the member and holds. */
export function feeFor(pack: MembershipPack, facts: Facts): Fee {
  const { rows, row, faults } = tariffFor(pack, facts);
  const clause = (row ?? rows[0])?.clause ?? null;
  if (!row || row.amountMinor === null) {
    const ground = faults.find((fault) => fault?.ground !== undefined)?.ground;
    return { amountMinor: null, clause, reason: ground?.code ?? "tariff_not_defined", hint: null };
  }
  const least = row.amountMinor;
  const cheaper = rows.find(
    ({ hint, amountMinor }) => hint && amountMinor !== null && amountMinor < least && holds(hint.when, facts),
  );
  return { ...raised(row, least, facts), clause, hint: cheaper?.hint?.paper ?? null };
}

/** Rows that speak of the member, why each does not hold, and the one that does. */
export function tariffFor(pack: MembershipPack, facts: Facts) {
  const rows = pack.tariffs.filter(({ about }) => holds(about, facts));
  const sight = sightOf(facts);
  const faults = rows.map(({ when }) => when.map((one) => unmet(one, sight)).find((fault) => fault !== null) ?? null);
  return { rows, faults, row: rows.find((_, at) => faults[at] === null) };
}

/** A minimum, or what a recorded decision raises it to. */
function raised(
  { raisedBy }: Tariff,
  least: Minor,
  facts: Facts,
): { readonly amountMinor: Minor; readonly reason: string | null } {
  const decided = raisedBy ? facts[raisedBy.amount] : null;
  if (!raisedBy || typeof decided !== "number") return { amountMinor: least, reason: null };
  if ((facts[raisedBy.decision] ?? "") === "") return { amountMinor: least, reason: "decision_required" };
  if (decided < least) return { amountMinor: least, reason: "below_minimum" };
  return { amountMinor: decided, reason: null };
}

/** What is due on joining, by kind; null where no tariff is defined. */
export function entryDues(pack: MembershipPack, facts: Facts): Readonly<Record<string, Minor | null>> {
  return Object.fromEntries(
    pack.admission.parts.map(({ kind, when, amountMinor }) => {
      if (!holds(when, facts)) return [kind, 0];
      return [kind, amountMinor === "tariff" ? feeFor(pack, facts).amountMinor : amountMinor];
    }),
  );
}

/** The sum of some dues; null when one of them is not defined. */
export function totalOf(dues: Readonly<Record<string, Minor | null>>): Minor | null {
  return Object.values(dues).reduce<Minor | null>((sum, due) => (sum === null || due === null ? null : sum + due), 0);
}

export type YearFee = { readonly year: number; readonly amountMinor: Minor | null; readonly entry: boolean };

/** The fee of each calendar year: of the day of joining in the first, of 1 January in the others; never in part. */
export function feeSchedule(
  pack: MembershipPack,
  facts: Facts,
  { effective, until }: { readonly effective: LocalDate; readonly until: LocalDate },
): YearFee[] {
  const first = Number(effective.slice(0, 4));
  const count = Math.max(0, Number(until.slice(0, 4)) - first + 1);
  return Array.from({ length: count }, (_, at) => {
    const year = first + at;
    const { amountMinor } = feeFor(pack, { ...facts, on: at === 0 ? effective : `${year}-01-01` });
    return { year, amountMinor, entry: at === 0 };
  });
}
