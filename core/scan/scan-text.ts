import { hasStrayIdentifier, splitAim, type Symbology, symbologyOf } from "./aim.ts";
import { hasGtinCheckDigit, isDigits } from "./check-digit.ts";

/** Characters that a reader is set to put around every code. */
export type Framing = { readonly prefix: string; readonly suffix: string };

export const noFraming: Framing = { prefix: "", suffix: "" };

/** A code as handed to the till: framing, line ends and symbology identifier taken off. */
export type Scan = {
  readonly data: string;
  readonly aim?: string;
  readonly symbology?: Symbology;
  /** What the digits themselves suggest, where the reader named no symbology. */
  readonly symbologyGuess?: Symbology;
};

export type ScanFault = "too-short" | "unknown-prefix" | "empty";
export type ScanRead = { readonly ok: true; readonly scan: Scan } | { readonly ok: false; readonly fault: ScanFault };

export type ScanTextOptions = {
  readonly framing: Framing;
  /** Symbology identifier where the reader sends it beside the text (HID). */
  readonly aim?: string | undefined;
  /** Fewer data characters are no scan: noise, or keys of a person. */
  readonly minimum: number;
};

/** Reads the text of one scan. */
export function readScanText(raw: string, { framing, aim, minimum }: ScanTextOptions): ScanRead {
  const inside = withoutFraming(raw, framing);
  const split = aim === undefined ? splitAim(inside) : { aim, rest: inside };
  if (!split && hasStrayIdentifier(inside)) return { ok: false, fault: "unknown-prefix" };
  const text = split ? unwrap(split.rest, framing) : inside;
  if (text === "") return { ok: false, fault: "empty" };
  // A lone `]` or `]X` is a symbology identifier that was cut off.
  if (text.length < minimum || (!split && /^\].?$/.test(text))) return { ok: false, fault: "too-short" };
  if (!split) {
    const symbologyGuess = guessSymbology(text);
    return { ok: true, scan: { data: text, ...(symbologyGuess && { symbologyGuess }) } };
  }
  const symbology = symbologyOf(split.aim) ?? "unknown";
  return { ok: true, scan: { data: inFull(text, split.aim), aim: split.aim, symbology } };
}

/** The text of a scan without line ends, STX and ETX, configured prefix and suffix. */
export function withoutFraming(raw: string, framing: Framing): string {
  return unwrap(stripControls(raw), framing);
}

/** STX, ETX, line ends and padding that readers put around the text; GS and the like inside it stay. */
function stripControls(raw: string): string {
  return raw.replace(/^[\0\u0002\t\r\n]+/, "").replace(/[\0\u0003\t\r\n]+$/, "");
}

function unwrap(text: string, { prefix, suffix }: Framing): string {
  const open = prefix !== "" && text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return suffix !== "" && open.endsWith(suffix) ? open.slice(0, -suffix.length) : open;
}

/** Some readers drop the leading zero of a UPC-A behind `]E0`: brought to the thirteen digits it stands for, once. */
function inFull(text: string, aim: string): string {
  return aim === "]E0" && text.length === 12 && hasGtinCheckDigit(text) ? `0${text}` : text;
}

/** Symbology that a bare number fits by length and check digit. */
export function guessSymbology(text: string): Symbology | undefined {
  if (/^https?:/i.test(text)) return "qr-code";
  if (!isDigits(text) || !hasGtinCheckDigit(text)) return undefined;
  const byLength: Readonly<Record<number, Symbology>> = {
    8: "ean8",
    12: "upca",
    13: "ean13",
    14: "interleaved-2-of-5",
  };
  return byLength[text.length];
}
