import { assert } from "../kernel/index.ts";

/**
 * Amount in minor units (kopecks) of the basket's one currency. Always a safe integer; names that hold one end in
 * `Minor`. Rates are basis points (5 % = 500, names end in `Bp`), quantities thousandths of a piece or kilogram
 * (`Milli`).
 */
export type Minor = number;

/** `numerator / denominator`, half away from zero, exact for every safe product. */
export function roundHalfUp(numerator: number, denominator: number): number {
  assert(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0, "exact quotient");
  const size = Math.abs(numerator);
  const whole = Math.floor(size / denominator);
  return Math.sign(numerator) * (whole + (2 * (size - whole * denominator) >= denominator ? 1 : 0)) + 0;
}

/** Price of a quantity: `unitPriceMinor × qtyMilli / 1000`, half up. */
export function amountOf(unitPriceMinor: Minor, qtyMilli: number): Minor {
  return roundHalfUp(unitPriceMinor * qtyMilli, 1000);
}

/** `rateBp` of an amount, half up. Share it out with `allocate`, never by dividing. */
export function percentOf(amountMinor: Minor, rateBp: number): Minor {
  return roundHalfUp(amountMinor * rateBp, 10_000);
}
