import type { Workload } from "./workload.ts";

/**
 * What the arithmetic alone costs: a category index, whole minor units, the largest-remainder split. No explanation, no
 * conflicts, no pack; the least that any engine must do for the same total.
 */
export function priceByHand({ items, tags, promotions }: Workload): number {
  const left = items.map(({ unitPriceMinor, quantity }) => unitPriceMinor * quantity);
  const total = left.reduce((a, b) => a + b, 0);
  const byCategory = new Map<string, number[]>();
  items.forEach(({ category }, at) => {
    const list = byCategory.get(category);
    if (list) list.push(at);
    else byCategory.set(category, [at]);
  });
  const held = new Set(tags);
  for (const promotion of promotions) {
    if (promotion.kind === "category") {
      for (const at of byCategory.get(promotion.category) ?? []) {
        const price = left[at] ?? 0;
        left[at] = price - Math.floor((price * promotion.percentBp + 5000) / 10_000);
      }
    } else if (promotion.kind === "tag") {
      if (held.has(promotion.tag)) takeOff(left, promotion.amountMinor);
    } else if (total >= promotion.fromMinor) {
      const now = left.reduce((a, b) => a + b, 0);
      takeOff(left, Math.floor((now * promotion.percentBp + 5000) / 10_000));
    }
  }
  return left.reduce((a, b) => a + b, 0);
}

/** Takes a sum off all lines in proportion to what they cost: largest remainders first, ties to the earlier line. */
function takeOff(left: number[], wanted: number): void {
  const sum = left.reduce((a, b) => a + b, 0);
  const total = Math.min(wanted, sum);
  if (total === 0) return;
  const shares = left.map((price) => Math.floor((total * price) / sum));
  const rests = left.map((price, at) => total * price - (shares[at] ?? 0) * sum);
  const open = total - shares.reduce((a, b) => a + b, 0);
  const order = rests.map((_, at) => at).toSorted((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || a - b);
  for (let nth = 0; nth < open; nth += 1) shares[order[nth] ?? 0] = (shares[order[nth] ?? 0] ?? 0) + 1;
  left.forEach((price, at) => (left[at] = price - (shares[at] ?? 0)));
}
