import type { LocalDate } from "../kernel/index.ts";
import { namesIn, unmet, type Condition, type FactValue, type Facts, type Sight } from "../offer/index.ts";
import type { Pack } from "../programme/index.ts";
import { basePrefix, candidatesFor } from "./candidates.ts";

/** Facts, and bases under `base:`, under which conditions hold. */
export type Assignment = ReadonlyMap<string, FactValue>;

export type Search = {
  readonly found: readonly Assignment[];
  /** Every combination of telling values was looked at: nothing found means that nothing can be found. */
  readonly complete: boolean;
};

type Question = {
  readonly pack: Pack;
  readonly conditions: readonly Condition[];
  readonly today: LocalDate;
  readonly most: number;
};

/** Beyond this the search stops and says so: a lint run must end. */
const maxSteps = 20_000;

/** Looks for facts under which all conditions hold at once on a day. */
export function satisfy({ pack, conditions, today, most }: Question): Search {
  const parts = conditions.flatMap(partsOf).map((condition) => ({ condition, names: subjectsOf(condition) }));
  const fixed = fixedFacts(pack, today);
  const subjects = [...new Set(parts.flatMap(({ names }) => names))].filter((name) => !(name in fixed));
  const candidates = candidatesFor(pack, conditions, today);
  const due = subjects.map((subject, at) => {
    const given = new Set(subjects.slice(0, at + 1));
    const ready = (name: string) => given.has(name) || name in fixed;
    return parts.filter(({ names }) => names.includes(subject) && names.every(ready)).map((part) => part.condition);
  });
  const values = new Map<string, FactValue>();
  const found: Assignment[] = [];
  const sight: Sight = {
    fact: (name) => values.get(name) ?? fixed[name],
    base: (name) => Number(values.get(`${basePrefix}${name}`) ?? 0),
    set: (name) => pack.sets[name] ?? [],
  };
  let steps = 0;
  const choose = (at: number): void => {
    const subject = subjects[at];
    if (subject === undefined) {
      found.push(new Map(values));
      return;
    }
    for (const value of candidates(subject)) {
      if (found.length >= most || steps >= maxSteps) break;
      steps += 1;
      values.set(subject, value);
      if ((due[at] ?? []).every((condition) => unmet(condition, sight) === null)) choose(at + 1);
    }
    values.delete(subject);
  };
  if (
    parts.every(({ names, condition }) => names.some((name) => !(name in fixed)) || unmet(condition, sight) === null)
  ) {
    choose(0);
  }
  return { found, complete: steps < maxSteps };
}

/** What a day settles by itself. */
function fixedFacts(pack: Pack, today: LocalDate): Facts {
  const { id, effective } = pack.pack;
  const cards = { "programme.id": id, "card.programme": id };
  return { today, at: `${today}T12:00:00`, "programme.startsOn": effective.from, ...cards };
}

function partsOf(condition: Condition): readonly Condition[] {
  return condition.all ? condition.all.flatMap(partsOf) : [condition];
}

function subjectsOf(condition: Condition): string[] {
  const { facts, bases } = namesIn(condition);
  return [...facts, ...bases.map((base) => `${basePrefix}${base}`)];
}
