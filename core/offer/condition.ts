import { remembered, z } from "../kernel/index.ts";
import { addDays, addMonths, dayNumber } from "./dates.ts";
import type { FactValue } from "./facts.ts";

const Scalar = z.union([z.string(), z.int(), z.boolean(), z.null()]);
/** A value in the pack, or where to find it: another fact, or a named set. */
const Operand = z.union([
  Scalar,
  z.array(Scalar),
  z.strictObject({ fact: z.string() }),
  z.strictObject({ set: z.string() }),
]);
type Operand = z.infer<typeof Operand>;

/** What a refusal says: code for programs, clause and message for people. */
export const Ground = z.strictObject({
  code: z.string().min(1),
  clause: z.string().min(1),
  message: z.string().min(1),
});
export type Ground = z.infer<typeof Ground>;

export const conditionSubjects = ["all", "any", "not", "fact", "base", "days", "yearsOver"] as const;
export const conditionTests = ["is", "in", "has", "above", "atLeast", "below", "atMost"] as const;

/**
 * A question about declared facts and bases. It has one subject: `all`, `any`, `not`, a `fact`, a `base` in minor
 * units, `days` (the number of the day of settlement, counted from a date fact that is day `dayOne`, 1 unless stated;
 * it never holds before that date) or `yearsOver` (more than so many years have passed since a date fact: the
 * anniversary, or 28 February for 29 February, is over). `else` is the ground of a refusal when the condition does
 * not hold.
 */
export const Condition = z.strictObject({
  get all() {
    return z.array(Condition).optional();
  },
  get any() {
    return z.array(Condition).optional();
  },
  get not() {
    return Condition.optional();
  },
  fact: z.string().optional(),
  base: z.string().optional(),
  days: z.string().optional(),
  dayOne: z.int().optional(),
  yearsOver: z.string().optional(),
  is: Operand.optional(),
  in: Operand.optional(),
  has: Operand.optional(),
  above: Operand.optional(),
  atLeast: Operand.optional(),
  below: Operand.optional(),
  atMost: Operand.optional(),
  else: Ground.optional(),
});
export type Condition = z.infer<typeof Condition>;

/** What a condition may look at. */
export type Sight = {
  fact(name: string): FactValue | undefined;
  base(name: string): number;
  set(name: string): readonly FactValue[];
};

/** Why a condition does not hold: the first part that fails, with its figures. */
export type Unmet = {
  readonly ground?: Ground;
  readonly base?: string;
  readonly fact?: string;
  readonly actual?: number | string;
  /** The first figure that would do. */
  readonly required?: number | string;
};

/** The first part that does not hold, or null when all of it does. An absent fact satisfies no test but `is: null`. */
export function unmet(condition: Condition, sight: Sight): Unmet | null {
  const found = reasonOf(condition, sight);
  if (found === null || found.ground !== undefined || condition.else === undefined) return found;
  return { ...found, ground: condition.else };
}

function reasonOf(condition: Condition, sight: Sight): Unmet | null {
  if (condition.all) {
    for (const part of condition.all) {
      const found = unmet(part, sight);
      if (found) return found;
    }
    return null;
  }
  if (condition.any) {
    const found = condition.any.map((part) => unmet(part, sight));
    return found.includes(null) ? null : (found[0] ?? {});
  }
  if (condition.not) return unmet(condition.not, sight) === null ? {} : null;
  return leafReason(condition, sight);
}

function leafReason(leaf: Condition, sight: Sight): Unmet | null {
  const actual = subjectOf(leaf, sight);
  for (const test of conditionTests) {
    const operand = leaf[test];
    if (operand === undefined) continue;
    const wanted = valueOf(operand, sight);
    if (holds(test, actual, wanted)) continue;
    return {
      ...(leaf.base === undefined ? {} : { base: leaf.base }),
      ...(leaf.fact === undefined ? {} : { fact: leaf.fact }),
      ...(typeof actual === "number" || typeof actual === "string" ? { actual } : {}),
      ...(typeof wanted === "number" || typeof wanted === "string" ? { required: firstThatDoes(test, wanted) } : {}),
    };
  }
  return null;
}

function subjectOf(leaf: Condition, sight: Sight): FactValue {
  if (leaf.base !== undefined) return sight.base(leaf.base);
  if (leaf.fact !== undefined) return sight.fact(leaf.fact) ?? null;
  const today = sight.fact("today");
  const since = sight.fact(leaf.days ?? leaf.yearsOver ?? "");
  if (typeof since !== "string" || typeof today !== "string") return null;
  if (leaf.yearsOver !== undefined) return fullYears(since, today);
  const days = dayNumber(today) - dayNumber(since);
  return days < 0 ? null : days + (leaf.dayOne ?? 1);
}

/** Years that are over on `today`: a year ends with its anniversary. */
function fullYears(since: string, today: string): number {
  let years = 0;
  while (addDays(addMonths(since, 12 * (years + 1)), 0) < today) years += 1;
  return years;
}

function valueOf(operand: Operand, sight: Sight): FactValue {
  if (operand === null || typeof operand !== "object") return operand;
  if ("fact" in operand) return sight.fact(operand.fact) ?? null;
  return textsOf("set" in operand ? sight.set(operand.set) : operand);
}

/** Sets and lists are the pack's own: each is compared as texts, with every line of every receipt. */
const textsByList = new WeakMap<readonly FactValue[], readonly string[]>();
const textsOf = (list: readonly FactValue[]) => remembered(textsByList, list, () => list.map(String));

function holds(test: (typeof conditionTests)[number], actual: FactValue, wanted: FactValue): boolean {
  if (test === "is") return actual === wanted;
  if (test === "in") return Array.isArray(wanted) && actual !== null && wanted.includes(String(actual));
  if (test === "has") {
    const held = Array.isArray(actual) ? actual : [];
    return (Array.isArray(wanted) ? wanted : [String(wanted)]).some((entry) => held.includes(entry));
  }
  if (typeof actual === "number" && typeof wanted === "number") return compares(test, actual - wanted);
  if (typeof actual !== "string" || typeof wanted !== "string") return false;
  return compares(test, actual < wanted ? -1 : actual > wanted ? 1 : 0);
}

function compares(test: "above" | "atLeast" | "below" | "atMost", sign: number): boolean {
  if (test === "above") return sign > 0;
  if (test === "atLeast") return sign >= 0;
  return test === "below" ? sign < 0 : sign <= 0;
}

function firstThatDoes(test: (typeof conditionTests)[number], wanted: number | string): number | string {
  if (typeof wanted === "string") return wanted;
  return test === "above" ? wanted + 1 : test === "below" ? wanted - 1 : wanted;
}

/** Names of the facts and bases that a condition looks at. */
export function namesIn(condition: Condition): Names {
  return remembered(namesByCondition, condition, () => collectNames(condition));
}

type Names = { readonly facts: readonly string[]; readonly bases: readonly string[] };

function collectNames(condition: Condition): Names {
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.not ? [condition.not] : [])].map(
    namesIn,
  );
  const operands = conditionTests.flatMap((test) => {
    const operand = condition[test];
    return operand !== null && typeof operand === "object" && "fact" in operand ? [operand.fact] : [];
  });
  const own = [condition.fact, condition.days, condition.yearsOver].filter((name) => name !== undefined);
  return {
    facts: [...own, ...operands, ...parts.flatMap(({ facts }) => facts)],
    bases: [...(condition.base === undefined ? [] : [condition.base]), ...parts.flatMap(({ bases }) => bases)],
  };
}

/** Conditions never change once a pack is read, so their names are collected once. */
const namesByCondition = new WeakMap<Condition, Names>();
