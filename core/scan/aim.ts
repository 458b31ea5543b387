/** Symbology as far as readers tell it; `unknown` for identifiers the standard leaves to vendors. */
export type Symbology =
  | "ean13"
  | "ean8"
  | "upca"
  | "upce"
  | "code39"
  | "code93"
  | "code128"
  | "gs1-128"
  | "interleaved-2-of-5"
  | "codabar"
  | "gs1-databar"
  | "pdf417"
  | "qr-code"
  | "data-matrix"
  | "aztec-code"
  | "dotcode"
  | "unknown";

const byLetter: ReadonlyMap<string, Symbology> = new Map([
  ["A", "code39"],
  ["C", "code128"],
  ["E", "ean13"],
  ["F", "codabar"],
  ["G", "code93"],
  ["I", "interleaved-2-of-5"],
  ["J", "dotcode"],
  ["L", "pdf417"],
  ["Q", "qr-code"],
  ["d", "data-matrix"],
  ["e", "gs1-databar"],
  ["z", "aztec-code"],
]);

/** Letters that ISO/IEC 15424 assigns and a till need not tell apart. */
const otherLetters = new Set("BDHKMNOPRSTUVWXYZcfghjkmopqst");

/** Identifiers whose data are GS1 element strings (FNC1 in first position). */
const gs1Identifiers: ReadonlySet<string> = new Set(["]C1", "]Q3", "]d2", "]e0", "]e1", "]e2", "]J1", "]z1"]);

export type Identified = { readonly aim: string; readonly rest: string };

/** Splits a symbology identifier (`]` letter modifier) off the start of a code; null where there is none. */
export function splitAim(text: string): Identified | null {
  const aim = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0];
  return aim && symbologyOf(aim) !== null ? { aim, rest: text.slice(3) } : null;
}

/** Symbology that an identifier names (ISO/IEC 15424); null for a letter the standard does not know. */
export function symbologyOf(aim: string): Symbology | null {
  if (aim === "]C1") return "gs1-128";
  if (aim === "]E4") return "ean8";
  const letter = aim.charAt(1);
  return byLetter.get(letter) ?? (otherLetters.has(letter) ? "unknown" : null);
}

/** Whether the data behind this identifier are a GS1 element string. */
export function carriesGs1(aim: string): boolean {
  return gs1Identifiers.has(aim);
}

/**
 * Whether a known identifier stands inside the first characters but not at the very start: a prefix nobody configured,
 * so the code behind it cannot be trusted. Prefixes of readers are at most eight characters long.
 */
export function hasStrayIdentifier(text: string): boolean {
  const at = text.indexOf("]", 1);
  return at > 0 && at <= 8 && /^\][A-Za-z]\d/.test(text.slice(at)) && byLetter.has(text.charAt(at + 1));
}
