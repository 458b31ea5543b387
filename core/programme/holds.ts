import { unmet, type Condition, type Facts, type Sight } from "../offer/index.ts";

/** What rules see of some facts: themselves, and of each list how many different entries it has. */
export function sightOf(facts: Facts): Sight {
  return {
    fact(name) {
      const list = name.endsWith(".count") ? facts[name.slice(0, -".count".length)] : undefined;
      return Array.isArray(list) ? new Set(list).size : facts[name];
    },
    base: () => 0,
    set: () => [],
  };
}

export function holds(condition: Condition | undefined, facts: Facts): boolean {
  return condition === undefined || unmet(condition, sightOf(facts)) === null;
}
