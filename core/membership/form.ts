import type { Condition, FactValue, Facts } from "../offer/index.ts";
import { holds } from "../programme/index.ts";
import type { MembershipPack } from "./pack.ts";

/** Whether a condition holds, or null while facts that it needs are not known: those it asks for next. */
type Seen = { readonly holds: boolean | null; readonly asks: readonly string[] };

const yes: Seen = { holds: true, asks: [] };
const no: Seen = { holds: false, asks: [] };

/**
 * What a person who wants to join has to be asked, in the pack's order: facts that the rules look at, given the other
 * answers, and no more. Answers that nothing asks for any longer are left out of `facts`.
 */
export function formOf(pack: MembershipPack, given: Facts): { readonly fields: string[]; readonly facts: Facts } {
  const fields = Object.keys(pack.facts).filter((name) => name !== "on" && asked(pack, without(given, name)).has(name));
  const kept = Object.entries(given).filter(([name]) => name === "on" || fields.includes(name));
  return { fields, facts: Object.fromEntries(kept) };
}

function without(facts: Facts, name: string): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name));
}

function asked(pack: MembershipPack, facts: Facts): ReadonlySet<string> {
  const { eligibility, papers, admission } = pack;
  const conditions = [...eligibility, ...papers.admission, ...admission.parts].flatMap(({ when }) => when ?? []);
  const counts = papers.admission.flatMap(({ when, count }) =>
    count !== undefined && facts[count] === undefined && holds(when, facts) ? [count] : [],
  );
  const seen = conditions.flatMap((condition) => see(condition, facts).asks);
  return new Set([...seen, ...counts, ...daysLookedAt(facts).flatMap((on) => askedByTariffs(pack, { ...facts, on }))]);
}

/** Whether the fee cannot be told because a question about it is open. */
export function isFeeOpen(pack: MembershipPack, facts: Facts): boolean {
  return askedByTariffs(pack, facts).length > 0;
}

/** The day itself and the beginning of the next year, whose fee is told as well and may become the one to pay. */
function daysLookedAt({ on = null }: Facts): FactValue[] {
  return typeof on === "string" ? [on, `${Number(on.slice(0, 4)) + 1}-01-01`] : [on];
}

/** Rows are tried in order: what comes after one that surely holds is not looked at. */
function askedByTariffs({ tariffs }: MembershipPack, facts: Facts): string[] {
  const asks: string[] = [];
  for (const { about, when, raisedBy } of tariffs) {
    const row = seeAll([about, ...when], facts);
    if (row.holds === false) continue;
    if (row.holds === null) {
      asks.push(...row.asks);
      continue;
    }
    if (raisedBy && facts[raisedBy.amount] === undefined) return [...asks, raisedBy.amount];
    if (raisedBy && facts[raisedBy.decision] === undefined) return [...asks, raisedBy.decision];
    return asks;
  }
  return asks;
}

function see(condition: Condition, facts: Facts): Seen {
  if (condition.all) return seeAll(condition.all, facts);
  if (condition.any) return seeAny(condition.any, facts);
  if (condition.not) {
    const inner = see(condition.not, facts);
    return inner.holds === null ? inner : inner.holds ? no : yes;
  }
  const name = (condition.fact ?? condition.days ?? condition.yearsOver ?? "").replace(/\.count$/, "");
  if (facts[name] === undefined) return { holds: null, asks: [name] };
  return holds(condition, facts) ? yes : no;
}

/** One question at a time: the next part may not matter once this one is answered. */
function seeAll(conditions: readonly Condition[], facts: Facts): Seen {
  const seen = conditions.map((one) => see(one, facts));
  if (seen.some((one) => one.holds === false)) return no;
  return seen.find((one) => one.holds === null) ?? yes;
}

/** Any answer may do, so all are asked for. */
function seeAny(conditions: readonly Condition[], facts: Facts): Seen {
  const seen = conditions.map((one) => see(one, facts));
  if (seen.some((one) => one.holds === true)) return yes;
  const open = seen.filter((one) => one.holds === null);
  return open.length === 0 ? no : { holds: null, asks: open.flatMap(({ asks }) => asks) };
}
