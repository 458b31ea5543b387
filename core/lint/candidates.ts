import { addDays, addMonths, conditionTests, type Condition, type FactValue } from "../offer/index.ts";
import type { LocalDate } from "../kernel/index.ts";
import type { Pack } from "../programme/index.ts";

/** A value that decides something: what conditions compare with, and its neighbours. */
export type Candidates = (subject: string) => readonly FactValue[];

/** Names of bases are told apart from facts by this prefix. */
export const basePrefix = "base:";

/**
 * For each fact and base that some conditions look at: one value of every kind that they can tell apart. Thresholds
 * come with the figures just below and above, sets empty, with each entry and with all.
 */
export function candidatesFor(pack: Pack, conditions: readonly Condition[], today: LocalDate): Candidates {
  const leaves = conditions.flatMap(leavesOf);
  const own = (subject: string) => ownCandidates({ pack, leaves, today }, subject);
  const known = new Map<string, readonly FactValue[]>();
  return (subject) => {
    const found = known.get(subject) ?? unique([...own(subject), ...related(leaves, subject, own)]);
    known.set(subject, found);
    return found;
  };
}

/** The questions of a condition, without what joins them. */
export function leavesOf(condition: Condition): readonly Condition[] {
  const { all, any, not } = condition;
  if (all ?? any) return [...(all ?? []), ...(any ?? [])].flatMap(leavesOf);
  return not ? leavesOf(not) : [condition];
}

type Known = { readonly pack: Pack; readonly leaves: readonly Condition[]; readonly today: LocalDate };

function ownCandidates({ pack, leaves, today }: Known, subject: string): readonly FactValue[] {
  const asked = leaves.filter((leaf) => subjectOf(leaf) === subject);
  const literals = asked.flatMap((leaf) => literalsOf(pack, leaf));
  const numbers = literals.flatMap((one) => (typeof one === "number" ? [one, one + 1, one - 1] : []));
  if (subject.startsWith(basePrefix)) {
    const isAmount = pack.bases[subject.slice(basePrefix.length)]?.measure === "amount";
    return [...numbers, isAmount ? 10_000 : 1, 0];
  }
  const texts = literals.filter((one) => typeof one === "string");
  const fact = pack.facts[subject];
  switch (fact?.type) {
    case "boolean":
      return [true, false, null];
    case "enum": {
      const values = fact.values ?? [];
      // An ordinary card is active: other states only where a rule asks for them.
      return [...values.filter((one) => one === "active"), ...values.filter((one) => one !== "active"), null];
    }
    case "set":
      return setsOf(texts);
    case "date":
      return [...asked.flatMap((leaf) => datesOf(leaf, today)), ...texts, today, addDays(today, -1), null];
    case "instant":
      return [null, ...texts, `${addDays(today, -1)}T00:00:00`, `${addDays(today, 1)}T00:00:00`];
    case "integer":
    case "money":
      return [...numbers, 1, null];
    case "text":
    case undefined:
      return [...texts, "any", null];
  }
}

/** Values that another fact lends, where a condition compares the two. */
function related(leaves: readonly Condition[], subject: string, own: Candidates): FactValue[] {
  return leaves.flatMap((leaf) => {
    const mine = subjectOf(leaf);
    return conditionTests.flatMap((test) => {
      const operand = leaf[test];
      if (operand === null || typeof operand !== "object" || !("fact" in operand)) return [];
      if (subject === mine) return test === "has" ? setsOf(textsIn(own(operand.fact))) : scalarsIn(own(operand.fact));
      if (subject === operand.fact)
        return test === "in" ? setsOf(textsIn(own(mine ?? ""))) : scalarsIn(own(mine ?? ""));
      return [];
    });
  });
}

function subjectOf({ fact, base, days, yearsOver }: Condition): string | undefined {
  return base === undefined ? (fact ?? days ?? yearsOver) : `${basePrefix}${base}`;
}

function literalsOf(pack: Pack, leaf: Condition): FactValue[] {
  return conditionTests.flatMap((test): FactValue[] => {
    const operand = leaf[test];
    if (operand === undefined) return [];
    if (operand === null || typeof operand !== "object") return [operand];
    if ("fact" in operand) return [];
    return "set" in operand ? [...(pack.sets[operand.set] ?? [])] : operand.map(String);
  });
}

/** Dates that lie just on either side of a term counted in days or years. */
function datesOf(leaf: Condition, today: LocalDate): LocalDate[] {
  const figures = conditionTests.flatMap((test) => (typeof leaf[test] === "number" ? [leaf[test]] : []));
  if (leaf.days !== undefined) {
    return figures.flatMap((days) => [0, 1, -1].map((more) => addDays(today, (leaf.dayOne ?? 1) - days + more)));
  }
  if (leaf.yearsOver === undefined) return [];
  return figures.flatMap((years) => [-1, 0, 1].map((more) => addDays(addMonths(today, -12 * years), more)));
}

function setsOf(texts: readonly string[]): FactValue[] {
  const different = [...new Set(texts)];
  return [[], ...different.map((one) => [one]), ...(different.length > 1 ? [different] : [])];
}

const textsIn = (values: readonly FactValue[]): string[] => scalarsIn(values).filter((one) => typeof one === "string");

function scalarsIn(values: readonly FactValue[]) {
  return values.flatMap((value) => (value !== null && typeof value === "object" ? [...value] : [value]));
}

function unique(values: readonly FactValue[]): FactValue[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
