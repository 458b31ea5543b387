import { ok, refuse, type Result } from "../kernel/index.ts";
import { isDigits } from "../scan/index.ts";
import { shared, type Numbers } from "./numbers.ts";
import type { StockRefusal } from "./refusal.ts";

/** Longer lists are files, not papers. */
const maxRanges = 500;
const maxDigits = 32;

/**
 * Numbers as people write them: `2900000064410-2900000064519, 2900000064700`, by commas, semicolons or lines. With
 * spaces inside a number, too, as it is printed on the card.
 */
export function readNumbers(text: string): Result<readonly Numbers[], StockRefusal> {
  const pieces = text.split(/[,;\n]+/).map((piece) => piece.replaceAll(/\s/g, ""));
  const ranges: Numbers[] = [];
  for (const piece of pieces.filter((each) => each !== "")) {
    const [first = "", last = first, more] = piece.split(/[-–—]|\.\.+|…/);
    const read = more === undefined && [first, last].every((number) => isDigits(number) && number.length <= maxDigits);
    if (!read || first.length !== last.length || last < first) return refuse({ kind: "unreadable", number: piece });
    ranges.push({ first, last });
  }
  if (ranges.length === 0) return refuse({ kind: "no-cards" });
  if (ranges.length > maxRanges) return refuse({ kind: "too-many", number: String(maxRanges) });
  const twice = firstShared(ranges);
  return twice === undefined ? ok(ranges) : refuse({ kind: "number-twice", number: twice });
}

/** A number that stands in two of the ranges. */
function firstShared(ranges: readonly Numbers[]): string | undefined {
  for (const [at, range] of ranges.entries()) {
    const other = ranges.slice(at + 1).find((each) => shared(range, each) !== undefined);
    if (other) return shared(range, other)?.first;
  }
  return undefined;
}

/** As they are written on papers and in fields: `…6441–…6450, …6460`. */
export function numbersText(ranges: readonly Numbers[]): string {
  return ranges.map(({ first, last }) => (first === last ? first : `${first}–${last}`)).join(", ");
}
