import { hasGtinCheckDigit, isDigits } from "./check-digit.ts";

/** One application identifier with its value. */
export type Element = { readonly ai: string; readonly value: string };

export type Gs1Fault = "empty" | "unknown-ai" | "length" | "check-digit";
export type Elements =
  { readonly ok: true; readonly elements: readonly Element[] } | { readonly ok: false; readonly fault: Gs1Fault };

const groupSeparator = "\u001d";

/** Digits of an application identifier by its first two (GS1 General Specifications, figure 3.2-1). */
function aiLength(start: string): number | null {
  if (/^(0[0-4]|1\d|2[0-2]|30|37|9\d)$/.test(start)) return 2;
  if (/^(2[3-5]|4[0-2]|71)$/.test(start)) return 3;
  if (/^(3[1-6]|39|43|70|72|8[0-2])$/.test(start)) return 4;
  return null;
}

/** Length of the value where it is fixed for all identifiers that start so (figure 7.8.5-2); null where it varies. */
function valueLength(start: string): number | null {
  const known: Readonly<Record<string, number>> = {
    "00": 18,
    "01": 14,
    "02": 14,
    "03": 14,
    "04": 16,
    "20": 2,
    "41": 13,
  };
  if (/^1[1-9]$/.test(start) || /^3[1-6]$/.test(start)) return 6;
  return known[start] ?? null;
}

/** Reads a GS1 element string: identifiers of fixed length run on, others end at GS (0x1D) or at the end. */
export function readElements(text: string): Elements {
  const elements: Element[] = [];
  let rest = text;
  while (rest !== "") {
    const size = aiLength(rest.slice(0, 2));
    if (size === null || rest.length <= size || !isDigits(rest.slice(0, size))) return fault("unknown-ai");
    const ai = rest.slice(0, size);
    const separator = rest.indexOf(groupSeparator, size);
    const end = Math.min(separator < 0 ? rest.length : separator, size + (valueLength(ai.slice(0, 2)) ?? rest.length));
    const element = { ai, value: rest.slice(size, end) };
    const wrong = faultOf(element);
    if (wrong) return fault(wrong);
    elements.push(element);
    rest = rest.slice(rest.charAt(end) === groupSeparator ? end + 1 : end);
  }
  return elements.length === 0 ? fault("empty") : { ok: true, elements };
}

/**
 * Elements of a GS1 Digital Link (`https://…/01/<GTIN>?99=…`); null where the text is no such link. The scheme is all
 * lower or all upper case, as the standard asks.
 */
export function readDigitalLink(text: string): Elements | null {
  const link = /^(?:https?|HTTPS?):\/\/[^/?#]+((?:\/[^/?#]*)*)(?:\?([^#]*))?/.exec(text);
  if (!link) return null;
  const segments = (link[1] ?? "").split("/").slice(1);
  const start = segments.findIndex((segment, index) => isKey(segment) && (segments.length - index) % 2 === 0);
  if (start < 0) return null;
  const elements: Element[] = [];
  for (let at = start; at + 1 < segments.length; at += 2) {
    elements.push({ ai: segments[at] ?? "", value: decoded(segments[at + 1] ?? "") });
  }
  for (const pair of (link[2] ?? "").split("&")) {
    const [ai = "", value = ""] = pair.split("=");
    if (/^\d{2,4}$/.test(ai) && value !== "") elements.push({ ai, value: decoded(value) });
  }
  const wrong = elements.map(faultOf).find((each) => each !== null);
  return wrong ? fault(wrong) : { ok: true, elements };
}

/** Primary keys that a link can lead with: GTIN, SSCC, location, asset and the like. */
function isKey(segment: string): boolean {
  return /^(00|01|253|255|401|402|414|417|8003|8004|8006|8010|8013|8017|8018)$/.test(segment);
}

/** Percent-decodes; what is broken stays as it came, since the link is only looked at. */
function decoded(text: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? text : safeDecode(text);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function faultOf({ ai, value }: Element): Gs1Fault | null {
  const length = valueLength(ai.slice(0, 2));
  if (value === "" || value.length > 90 || (length !== null && value.length !== length)) return "length";
  const hasCheckDigit = ai === "00" || ai === "01" || ai === "02" || ai === "03";
  return hasCheckDigit && !hasGtinCheckDigit(value) ? "check-digit" : null;
}

function fault(kind: Gs1Fault): Elements {
  return { ok: false, fault: kind };
}
