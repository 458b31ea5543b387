import type { Promotion } from "./pricing-notation.ts";

/**
 * Promotions by priority; within one, who excludes another comes before it. Two that exclude each other, directly or in
 * a circle, stay as listed: the first is taken.
 */
export function exclusionOrder(promotions: readonly Promotion[]): readonly Promotion[] {
  const placed = new Set<Promotion>();
  const place = (promotion: Promotion) => {
    for (const other of promotions) {
      if (isBefore(other, promotion, promotions) && !placed.has(other)) place(other);
    }
    placed.add(promotion);
  };
  for (const promotion of promotions.toSorted((a, b) => priorityOf(b) - priorityOf(a))) place(promotion);
  return [...placed];
}

const priorityOf = ({ priority = 0 }: Promotion) => priority;

function isBefore(one: Promotion, other: Promotion, all: readonly Promotion[]): boolean {
  const excludes = one.excludes?.includes(other.id) ?? false;
  return excludes && priorityOf(one) === priorityOf(other) && !reached(other, all).has(one.id);
}

/** All that a promotion excludes, and that those exclude in their turn. */
function reached({ excludes = [] }: Promotion, all: readonly Promotion[]): ReadonlySet<string> {
  const found = new Set(excludes);
  for (const name of found) {
    for (const next of all.find(({ id }) => id === name)?.excludes ?? []) found.add(next);
  }
  return found;
}
