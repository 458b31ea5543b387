import type { CardNumber } from "../card/index.ts";
import { gtinCheckDigit, isDigits, luhnCheckDigit, type CardRange } from "../scan/index.ts";

/** How the last digit of a number comes about: a range of numbers with a check digit counts without it. */
export type CheckDigit = CardRange["check"];

/** Cards from one number to another, both included. */
export type Numbers = { readonly first: CardNumber; readonly last: CardNumber };

/** Numbers of one length and one kind of check digit: only such can be counted and compared. */
export type Range = Numbers & { readonly check: CheckDigit };

/** How many cards a range holds. */
export function countOf({ first, last, check }: Range): number {
  return Number(bodyOf(last, check) - bodyOf(first, check)) + 1;
}

/** How many cards all ranges hold. */
export function countAll(ranges: readonly Range[]): number {
  return ranges.reduce((sum, range) => sum + countOf(range), 0);
}

/** The number so many places further on; back when `places` is negative. */
export function numberAt(number: CardNumber, check: CheckDigit, places: number): CardNumber {
  const length = number.length - (check === "none" ? 0 : 1);
  const body = String(bodyOf(number, check) + BigInt(places)).padStart(length, "0");
  return body + checkDigitOf(body, check);
}

/** Whether the last digit is the one that the kind of number asks for. */
export function isSound(number: CardNumber, check: CheckDigit): boolean {
  return isDigits(number) && (check === "none" || checkDigitOf(number.slice(0, -1), check) === number.slice(-1));
}

/** What two ranges share; undefined for nothing. Numbers of one length are in order as texts. */
export function shared(a: Numbers, b: Numbers): Numbers | undefined {
  if (a.first.length !== b.first.length || a.last < b.first || b.last < a.first) return undefined;
  return { first: a.first > b.first ? a.first : b.first, last: a.last < b.last ? a.last : b.last };
}

/** A range without what others cover: what is left of it, in order. */
export function without(range: Range, others: readonly Numbers[]): Range[] {
  let left: Range[] = [range];
  for (const other of others) left = left.flatMap((piece) => cut(piece, other));
  return left;
}

/** The same cards in order, neighbours joined. Ranges that overlap are not for this. */
export function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of inOrder(ranges)) {
    const before = result.at(-1);
    const follows =
      before !== undefined &&
      before.check === range.check &&
      before.last.length === range.first.length &&
      numberAt(before.last, before.check, 1) === range.first;
    if (follows) result[result.length - 1] = { ...before, last: range.last };
    else result.push(range);
  }
  return result;
}

export function inOrder<T extends Numbers>(ranges: readonly T[]): T[] {
  return ranges.toSorted((a, b) => a.first.length - b.first.length || (a.first < b.first ? -1 : 1));
}

/** Every number of the ranges; for lists of a few cards, as on annexes. */
export function eachNumber(ranges: readonly Range[]): CardNumber[] {
  return ranges.flatMap((range) =>
    Array.from({ length: countOf(range) }, (_, at) => numberAt(range.first, range.check, at)),
  );
}

function cut(piece: Range, other: Numbers): Range[] {
  const hit = shared(piece, other);
  if (!hit) return [piece];
  const { check } = piece;
  return [
    ...(piece.first < hit.first ? [{ first: piece.first, last: numberAt(hit.first, check, -1), check }] : []),
    ...(hit.last < piece.last ? [{ first: numberAt(hit.last, check, 1), last: piece.last, check }] : []),
  ];
}

function bodyOf(number: CardNumber, check: CheckDigit): bigint {
  return BigInt(check === "none" ? number : number.slice(0, -1));
}

function checkDigitOf(body: string, check: CheckDigit): string {
  if (check === "none") return "";
  return check === "gtin" ? gtinCheckDigit(body) : luhnCheckDigit(body);
}
