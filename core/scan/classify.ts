import type { CardNumber } from "../card/index.ts";
import { carriesGs1, splitAim } from "./aim.ts";
import { isBankCardNumber } from "./bank-card.ts";
import { type CardRange, hasCardCheck, rangeOf } from "./card-range.ts";
import { hasGtinCheckDigit, isDigits } from "./check-digit.ts";
import { type Gs1Fault, readDigitalLink, readElements } from "./gs1.ts";
import { looksLikeSwipe, readSwipe } from "./swipe.ts";

export type CodeRules = {
  /** First two digits of in-store EAN-13 labels that carry a weight in grams: `22`. */
  readonly weightPrefix: string;
  /** First two digits of in-store EAN-13 labels that carry a price in minor units; absent where a site has none. */
  readonly pricePrefix?: string;
  readonly cardRanges: readonly CardRange[];
};

export type DamageReason = Gs1Fault | "control-characters" | "non-numeric" | "weight-zero" | "tracks-unreadable";

export type CodeClass =
  | { readonly kind: "card"; readonly number: CardNumber }
  | { readonly kind: "item"; readonly barcode: string }
  | { readonly kind: "weighed"; readonly barcodePrefix: string; readonly qtyMilli: number }
  | { readonly kind: "priced"; readonly barcodePrefix: string; readonly priceMinor: number }
  | { readonly kind: "bank-card" }
  | {
      readonly kind: "damaged";
      readonly reason: DamageReason;
      /** What the code would have been, for the sentence that the cashier reads. */
      readonly of: "card" | "goods";
    };

/** A code as a reader hands it over. `aim` is the symbology identifier (ISO/IEC 15424) if the reader sent one. */
export type ScannedCode = { readonly data: string; readonly aim?: string | undefined };

/**
 * What a scanned code is to the till. A payment card is recognised before anything else could store the number; a code
 * with a wrong check digit is damaged, never looked up.
 */
export function classifyCode(code: ScannedCode, rules: CodeRules): CodeClass {
  const text = code.data.trim();
  const inside = code.aim === undefined ? splitAim(text) : null;
  if (inside) return classifyCode({ data: inside.rest, aim: inside.aim }, rules);
  if (text === "") return damaged("empty");
  if (looksLikeSwipe(text)) return swiped(text, rules);
  if (isBankCardNumber(text, rules.cardRanges)) return { kind: "bank-card" };
  if (code.aim && carriesGs1(code.aim)) return fromElements(text);
  // An EAN may drag a composite component behind it; the article is in front.
  const main = code.aim?.startsWith("]E") ? (text.split("|]e0")[0] ?? text) : text;
  // Control characters mean two codes run together or a broken transmission.
  return /\p{Cc}/u.test(main) ? damaged("control-characters") : plain(main, code.aim, rules);
}

function plain(text: string, aim: string | undefined, rules: CodeRules): CodeClass {
  const range = rangeOf(text, rules.cardRanges);
  if (range) {
    return hasCardCheck(text, range) ? { kind: "card", number: text } : damaged("check-digit", "card");
  }
  const isEan = aim === undefined || aim.startsWith("]E");
  if (aim !== undefined && isEan) {
    const wrong = eanFault(text, aim);
    if (wrong) return damaged(wrong);
  }
  if (isEan && text.length === 13 && isDigits(text)) return thirteenDigits(text, rules);
  if (isEan && text.length === 12 && hasGtinCheckDigit(text)) return { kind: "item", barcode: `0${text}` };
  const link = readDigitalLink(text);
  if (link?.ok) return fromList(link.elements);
  return { kind: "item", barcode: text };
}

/** An identified EAN comes in full: 13 digits, 8 for EAN-8 (ISO/IEC 15424), all digits, check digit right. */
function eanFault(text: string, aim: string): DamageReason | null {
  if (text === "") return "empty";
  if (text.length !== (aim === "]E4" ? 8 : 13)) return "length";
  if (!isDigits(text)) return "non-numeric";
  return hasGtinCheckDigit(text) ? null : "check-digit";
}

/** In-store label: prefix, five digits of article, five of weight or price, check digit; anything else is an EAN-13. */
function thirteenDigits(text: string, rules: CodeRules): CodeClass {
  if (!hasGtinCheckDigit(text)) return damaged("check-digit");
  const barcodePrefix = text.slice(0, 7);
  const figure = Number(text.slice(7, 12));
  if (text.startsWith(rules.weightPrefix)) {
    return figure === 0 ? damaged("weight-zero") : { kind: "weighed", barcodePrefix, qtyMilli: figure };
  }
  const isPriced = rules.pricePrefix !== undefined && text.startsWith(rules.pricePrefix);
  return isPriced ? { kind: "priced", barcodePrefix, priceMinor: figure } : { kind: "item", barcode: text };
}

function fromElements(text: string): CodeClass {
  const read = readElements(text);
  return read.ok ? fromList(read.elements) : damaged(read.fault);
}

/** Goods of a GS1 code are known by their GTIN; a leading zero makes it the EAN-13 of the catalogue. */
function fromList(elements: readonly { readonly ai: string; readonly value: string }[]): CodeClass {
  const gtin = elements.find(({ ai }) => ai === "01" || ai === "02")?.value;
  if (gtin === undefined) return damaged("unknown-ai");
  return { kind: "item", barcode: gtin.replace(/^0/, "") };
}

/** A swiped card of ours is its number; every other card with a payment card's tracks is refused unseen. */
function swiped(text: string, rules: CodeRules): CodeClass {
  const swipe = readSwipe(text, { own: rules.cardRanges, strangers: "refuse" });
  if (swipe.kind === "bank-card") return { kind: "bank-card" };
  if (swipe.number === null) return damaged("tracks-unreadable", "card");
  const range = rangeOf(swipe.number, rules.cardRanges);
  if (range && !hasCardCheck(swipe.number, range)) return damaged("check-digit", "card");
  return { kind: "card", number: swipe.number };
}

function damaged(reason: DamageReason, of: "card" | "goods" = "goods"): CodeClass {
  return { kind: "damaged", reason, of };
}
