import {
  classifyCode,
  gtinCheckDigit,
  hasCardCheck,
  isBankCardNumber,
  luhnCheckDigit,
  maskBankNumber,
  type CardRange,
} from "../scan/index.ts";
import { finding, type Finding } from "./finding.ts";

export type NumberRules = {
  readonly cardRanges: readonly CardRange[];
  readonly weightPrefix: string;
  readonly pricePrefix?: string;
  /** Barcodes of the catalogue. */
  readonly barcodes?: ReadonlySet<string>;
};

/** Numbers tried in a range: with a hundredth of them colliding, a collision is missed once in 20 000 runs. */
const samples = 1000;

/** Card numbers that are bank card numbers, or goods codes, or numbers of another range. */
export function lintRanges(rules: NumberRules): Finding[] {
  return rules.cardRanges.flatMap((range, at) => {
    const about = { rule: `cards ${range.prefix}…`, clause: "-" };
    const numbers = numbersIn(range);
    const size = { prefix: range.prefix, length: String(range.length) };
    const bank = numbers.find((number) => isBankCardNumber(number, []));
    const goods = numbers.find((number) => isGoodsCode(number, rules));
    const twin = rules.cardRanges.slice(at + 1).flatMap((other) => {
      const shared = numbers.concat(numbersIn(other)).find((number) => isIn(number, range) && isIn(number, other));
      return shared === undefined ? [] : [{ other: other.prefix, example: shared }];
    });
    return [
      ...(bank ? [finding("range-bank-card", about, { figures: { ...size, example: maskBankNumber(bank) } })] : []),
      ...(goods ? [finding("range-goods", about, { figures: { ...size, example: goods } })] : []),
      ...twin.map((one) => finding("range-overlap", about, { figures: { ...size, ...one } })),
    ];
  });
}

const isIn = (number: string, range: CardRange): boolean =>
  number.length === range.length && number.startsWith(range.prefix) && hasCardCheck(number, range);

/** Codes that a shop's goods bear: labels of its scales, articles of the catalogue, and numbers that GS1 gives out. */
function isGoodsCode(number: string, { weightPrefix, pricePrefix, barcodes }: NumberRules): boolean {
  if (barcodes?.has(number)) return true;
  const given = classifyCode(
    { data: number },
    { weightPrefix, ...(pricePrefix === undefined ? {} : { pricePrefix }), cardRanges: [] },
  );
  if (given.kind === "weighed" || given.kind === "priced") return true;
  if (given.kind !== "item" || ![8, 12, 13].includes(number.length)) return false;
  // GS1 leaves 02, 04 and 20-29 to the shops' own use; 8-digit codes that begin with 0 or 2, too.
  const own = number.length === 8 ? /^[02]/ : /^(02|04|2)/;
  return !own.test(number.length === 12 ? `0${number}` : number);
}

/** Numbers spread evenly over a range, each with the check digit it asks for. */
function numbersIn({ prefix, length, check }: CardRange): string[] {
  const free = length - prefix.length - (check === "none" ? 0 : 1);
  if (free < 0 || !/^\d*$/.test(prefix)) return [];
  const size = 10n ** BigInt(free);
  const count = size < BigInt(samples) ? Number(size) : samples;
  // An odd step off the tens: last digits differ, too.
  return Array.from({ length: count }, (_, at) => {
    const nth = (size * BigInt(at)) / BigInt(count) + (count === samples ? BigInt(at % 10) : 0n);
    const body = `${prefix}${String(nth % size)
      .padStart(free, "0")
      .slice(0, free)}`;
    return check === "none" ? body : `${body}${check === "gtin" ? gtinCheckDigit(body) : luhnCheckDigit(body)}`;
  });
}
