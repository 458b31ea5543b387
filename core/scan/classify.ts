import type { CardNumber } from "../card/index.ts";
import { isBankCardNumber } from "./bank-card.ts";
import { hasGtinCheckDigit, hasLuhnCheckDigit, isDigits } from "./check-digit.ts";

/** Numbers that a programme prints on its cards. */
export type CardRange = {
  readonly prefix: string;
  /** Characters of the whole number. */
  readonly length: number;
  readonly check: "gtin" | "luhn" | "none";
};

export type CodeRules = {
  /** First two digits of in-store EAN-13 labels that carry a weight in grams: `22`. */
  readonly weightPrefix: string;
  readonly cardRanges: readonly CardRange[];
  /** Prefixes of programme numbers that look like payment cards and are not. */
  readonly bankCardExceptions?: readonly string[];
};

export type DamageReason = "empty" | "control-characters" | "check-digit" | "length" | "weight-zero" | "unreadable";

export type CodeClass =
  | { readonly kind: "card"; readonly number: CardNumber }
  | { readonly kind: "item"; readonly barcode: string }
  | { readonly kind: "weighed"; readonly barcodePrefix: string; readonly qtyMilli: number }
  | { readonly kind: "bank-card" }
  | { readonly kind: "damaged"; readonly reason: DamageReason };

/**
 * What a scanned code is to the till. `aim` is the symbology identifier (ISO/IEC 15424) if the reader sent one.
 * A payment card is recognised before anything else could store the number.
 */
export function classifyCode(code: { readonly data: string; readonly aim?: string }, rules: CodeRules): CodeClass {
  const text = code.data.trim();
  if (text === "") return { kind: "damaged", reason: "empty" };
  const range = rules.cardRanges.find((each) => text.length === each.length && text.startsWith(each.prefix));
  if (range) return hasCheck(text, range.check) ? { kind: "card", number: text } : damaged("check-digit");
  if (isBankCardNumber(text) && !(rules.bankCardExceptions ?? []).some((prefix) => text.startsWith(prefix))) {
    return { kind: "bank-card" };
  }
  if (text.length === 13 && isDigits(text)) return thirteenDigits(text, rules);
  if (text.length === 12 && hasGtinCheckDigit(text)) return { kind: "item", barcode: `0${text}` };
  return { kind: "item", barcode: text };
}

function damaged(reason: DamageReason): CodeClass {
  return { kind: "damaged", reason };
}

function hasCheck(text: string, check: CardRange["check"]): boolean {
  if (check === "none") return true;
  return check === "gtin" ? hasGtinCheckDigit(text) : hasLuhnCheckDigit(text);
}

/** In-store label: prefix, five digits of article, five of grams, check digit; anything else is an EAN-13. */
function thirteenDigits(text: string, rules: CodeRules): CodeClass {
  if (!hasGtinCheckDigit(text)) return damaged("check-digit");
  if (!text.startsWith(rules.weightPrefix)) return { kind: "item", barcode: text };
  const grams = Number(text.slice(7, 12));
  return grams === 0 ? damaged("weight-zero") : { kind: "weighed", barcodePrefix: text.slice(0, 7), qtyMilli: grams };
}
