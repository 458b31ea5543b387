import { z } from "../kernel/index.ts";
import { Condition } from "./condition.ts";

const Count = z.int().min(1);

/**
 * Which units of the matched lines an offer touches; absent: all. `perLine` at most so many of a line; `every` so many
 * (`take`, 1 unless stated) of each full so many of a line; `group` the units of full groups, in line order; `total` so
 * many of all, cheapest or dearest first; `buy` units that must be bought beside those `get` for the benefit, and that
 * no other such offer may count again.
 */
export const Units = z.strictObject({
  perLine: Count.optional(),
  every: Count.optional(),
  take: Count.optional(),
  group: Count.optional(),
  total: Count.optional(),
  pick: z.enum(["cheapest", "dearest"]).optional(),
  buy: z
    .strictObject({
      lines: Condition.optional(),
      units: Count,
      get: Count,
      repeat: z.boolean(),
      /** Whether fewer than `get` units may be had when no more are there. */
      partial: z.boolean(),
    })
    .optional(),
});
export type Units = z.infer<typeof Units>;

export type UnitLine = { readonly unitPriceMinor: number; readonly qtyMilli: number };

const piece = 1000;
const pieces = (line: UnitLine) => Math.floor(line.qtyMilli / piece);

/** Quantity of each line that the offer touches, in thousandths. */
export function chooseUnits(units: Units | undefined, lines: readonly UnitLine[]): number[] {
  const whole = lines.map((line) => pieces(line) * piece);
  if (units?.perLine !== undefined)
    return lines.map(({ qtyMilli }) => Math.min(qtyMilli, (units.perLine ?? 0) * piece));
  if (units?.every !== undefined) {
    const { every, take = 1 } = units;
    return lines.map((line) => Math.floor(pieces(line) / every) * take * piece);
  }
  if (units?.group !== undefined) {
    const all = whole.reduce((a, b) => a + b, 0);
    return takeInOrder(whole, [...lines.keys()], all - (all % (units.group * piece)));
  }
  if (units?.total !== undefined) return takeInOrder(whole, byPrice(lines, units.pick), units.total * piece);
  return lines.map(({ qtyMilli }) => qtyMilli);
}

/** As much of the lines as so many units, the dearest first; of weighed goods the part that is within. */
export function dearestFirst(units: number, lines: readonly UnitLine[]): number[] {
  return takeInOrder(
    lines.map(({ qtyMilli }) => qtyMilli),
    byPrice(lines, "dearest"),
    units * piece,
  );
}

/** Places of the lines in the order of their unit prices; equal prices keep the order of the receipt. */
function byPrice(lines: readonly UnitLine[], pick: "cheapest" | "dearest" | undefined): number[] {
  const sign = pick === "cheapest" ? 1 : -1;
  const price = (at: number) => lines[at]?.unitPriceMinor ?? 0;
  return lines.map((_, at) => at).toSorted((a, b) => sign * (price(a) - price(b)) || a - b);
}

function takeInOrder(most: readonly number[], order: readonly number[], milli: number): number[] {
  const taken = most.map(() => 0);
  let left = milli;
  for (const at of order) {
    taken[at] = Math.min(left, most[at] ?? 0);
    left -= taken[at];
  }
  return taken;
}

/**
 * Units had for units bought: the quantity of each line that gets the benefit, and that is used up by it. `free` is
 * what earlier offers of this kind left of each line, `buys` and `gets` say which lines count for which side.
 */
export function buyAndGet(
  units: Units,
  lines: readonly UnitLine[],
  { free, buys, gets }: { free: readonly number[]; buys: readonly boolean[]; gets: readonly boolean[] },
): { readonly touched: number[]; readonly used: number[] } {
  const { buy, pick } = units;
  const open = lines.map((_, at) => Math.floor((free[at] ?? 0) / piece));
  const touched = lines.map(() => 0);
  const used = lines.map(() => 0);
  if (!buy) return { touched, used };
  const getOrder = byPrice(lines, pick).filter((at) => gets[at]);
  // Bought first: lines that cannot be had, then the dearest of those that can.
  const buyOrder = byPrice(lines, "dearest")
    .filter((at) => buys[at])
    .toSorted((a, b) => Number(gets[a]) - Number(gets[b]));
  const draw = (order: readonly number[], count: number): number[] | null => {
    const drawn = lines.map(() => 0);
    let left = count;
    for (const at of order) {
      const some = Math.min(left, open[at] ?? 0);
      drawn[at] = some;
      open[at] = (open[at] ?? 0) - some;
      left -= some;
    }
    return left > 0 && left === count ? null : drawn;
  };
  const total = (list: readonly number[] | null) => (list ?? []).reduce((a, b) => a + b, 0);
  for (let rounds = buy.repeat ? open.reduce((a, b) => a + b, 0) : 1; rounds > 0; rounds -= 1) {
    const before = [...open];
    const bought = draw(buyOrder, buy.units);
    const got = total(bought) === buy.units ? draw(getOrder, buy.get) : null;
    if (got === null || (total(got) < buy.get && !buy.partial)) {
      open.splice(0, open.length, ...before);
      break;
    }
    for (const at of lines.keys()) {
      touched[at] = (touched[at] ?? 0) + (got[at] ?? 0) * piece;
      used[at] = (used[at] ?? 0) + ((got[at] ?? 0) + (bought?.[at] ?? 0)) * piece;
    }
  }
  return { touched, used };
}
