import type { CardRange } from "./card-range.ts";
import { hasCardCheck, rangeOf } from "./card-range.ts";
import { hasLuhnCheckDigit, isDigits } from "./check-digit.ts";

/**
 * First digits of payment cards, as inclusive ranges of equal length. Data, not proof: the schemes change them
 * (Mir 2200-2204, Belkart 9112, Visa, Mastercard, Maestro, UnionPay, American Express, Diners, JCB, Discover).
 */
const issuerRanges: readonly (readonly [string, string])[] = [
  ["2200", "2204"],
  ["2221", "2720"],
  ["300", "305"],
  ["3095", "3095"],
  ["34", "34"],
  ["3528", "3589"],
  ["36", "39"],
  ["4", "4"],
  ["50", "58"],
  ["6011", "6011"],
  ["6304", "6304"],
  ["644", "649"],
  ["65", "65"],
  ["62", "62"],
  ["6759", "6771"],
  ["9112", "9112"],
];

/** A range this specific is a programme's own claim to a number; a shorter one could swallow a scheme's. */
const ownPrefixLength = 4;

/** Whether the number begins as those of a payment scheme do. */
export function hasIssuerPrefix(digits: string): boolean {
  return issuerRanges.some(([from, to]) => {
    const head = digits.slice(0, from.length);
    return head.length === from.length && head >= from && head <= to;
  });
}

/**
 * Whether bare digits are a payment card number: 15-19 long, Luhn-valid, known issuer, and no number of the programme.
 * Shorter codes are never tested: Luhn and a prefix alone would refuse a tenth of all EAN-13 goods of the prefixes
 * 460-469 and 481.
 */
export function isBankCardNumber(text: string, own: readonly CardRange[]): boolean {
  if (text.length < 15 || text.length > 19 || !isDigits(text)) return false;
  return hasLuhnCheckDigit(text) && hasIssuerPrefix(text) && !isOwnNumber(text, own);
}

/** Whether the programme claims the number: its range is specific enough, its check digit right. */
export function isOwnNumber(number: string, own: readonly CardRange[]): boolean {
  const claims = own.filter((range) => range.prefix.length >= ownPrefixLength);
  const range = rangeOf(number, claims);
  return range !== undefined && hasCardCheck(number, range);
}

/** At most the first six and last four digits, as card rules allow: `411111······1111`. */
export function maskBankNumber(number: string): string {
  return number.length < 13 ? "······" : `${number.slice(0, 6)}${"·".repeat(number.length - 10)}${number.slice(-4)}`;
}
