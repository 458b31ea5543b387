import { hasGtinCheckDigit, hasLuhnCheckDigit } from "./check-digit.ts";

/** Numbers that a programme prints on its cards. Site data: which numbers are cards is never in code. */
export type CardRange = {
  readonly prefix: string;
  /** Characters of the whole number. */
  readonly length: number;
  readonly check: "gtin" | "luhn" | "none";
};

/** The first range that the number falls into; its check digit is not looked at. */
export function rangeOf(number: string, ranges: readonly CardRange[]): CardRange | undefined {
  return ranges.find((range) => number.length === range.length && number.startsWith(range.prefix));
}

/** Whether the number's check digit is the one its range asks for. */
export function hasCardCheck(number: string, range: CardRange): boolean {
  if (range.check === "none") return true;
  return range.check === "gtin" ? hasGtinCheckDigit(number) : hasLuhnCheckDigit(number);
}
