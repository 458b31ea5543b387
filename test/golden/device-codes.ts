import * as z from "zod";
import {
  classifyCode,
  type CodeClass,
  gtinCheckDigit,
  hasGtinCheckDigit,
  hasLuhnCheckDigit,
  luhnCheckDigit,
  readScanText,
  readSwipe,
  readTrackBits,
  splitAim,
  symbologyOf,
  withoutFraming,
} from "../../core/scan/index.ts";
import { type Actual, deviceKind, type DeviceKind, elementsOf, noProgramme, profileOf } from "./device-kind.ts";

/** The labels of the shops that the cases come from: 21 weighed in grams, 23 priced in hundredths. */
const labels = { weightPrefix: "21", pricePrefix: "23" };

export const scanString = deviceKind({
  input: z.strictObject({
    kind: z.literal("scan-string"),
    text: z.string(),
    cardPrefixes: z.array(z.string()).optional(),
    profile: z.string().optional(),
  }),
  run({ text, cardPrefixes = [], profile = "default" }, context): Actual {
    const { framing } = profileOf(profile, context);
    const read = readScanText(text, { framing, minimum: 1 });
    if (!read.ok) return { scans: [], error: read.fault };
    const split = splitAim(withoutFraming(text, framing));
    const code = { data: split?.rest ?? text, aim: split?.aim };
    const cardRanges = cardPrefixes.map((prefix) => ({ prefix, length: 13, check: "gtin" as const }));
    const found = classifyCode(code, { ...labels, cardRanges });
    const isRefused = found.kind === "damaged" || found.kind === "bank-card";
    return {
      scans: isRefused ? [] : [read.scan],
      symbology: code.aim === undefined ? undefined : symbologyOf(code.aim),
      elements: elementsOf(code),
      ...meaning(found),
    };
  },
});

function meaning(found: CodeClass): Actual {
  switch (found.kind) {
    case "card":
      return { kind: "card", checkDigitValid: true };
    case "item":
      return { kind: "goods", checkDigitValid: true, item: found.barcode };
    case "weighed":
      return { kind: "goods", item: found.barcodePrefix.slice(2), weight: (found.qtyMilli / 1000).toFixed(3) };
    case "priced":
      return { kind: "goods", item: found.barcodePrefix.slice(2), price: (found.priceMinor / 100).toFixed(2) };
    case "bank-card":
      return { kind: "payment-card", error: "payment-card" };
    case "damaged":
      return {
        kind: found.of,
        error: found.reason,
        ...(found.reason === "check-digit" && { checkDigitValid: false }),
      };
  }
}

export const trackString = deviceKind({
  input: z.strictObject({ kind: z.literal("track-string"), text: z.string(), profile: z.string().optional() }),
  run({ text, profile = "default" }, context): Actual {
    const swipe = readSwipe(withoutFraming(text, profileOf(profile, context).framing), noProgramme);
    if (swipe.kind === "bank-card") {
      return { tracks: {}, trackErrors: [], error: "payment-card", refused: "payment-card", masked: swipe.masked };
    }
    const { tracks, trackErrors, agree, recoveredFrom } = swipe;
    return { tracks, trackErrors, agree, recoveredFrom, error: agree === false ? "tracks-disagree" : undefined };
  },
});

export const trackBits = deviceKind({
  input: z.strictObject({
    kind: z.literal("track-bits"),
    track: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    bits: z.string().regex(/^[01]*$/),
  }),
  run: ({ bits, track }) => ({ ...readTrackBits(bits, track) }),
});

type CheckRule = {
  readonly lengths: readonly number[];
  readonly isValid: (value: string) => boolean;
  readonly digitOf: (body: string) => string;
};

function checkDigitKind(name: string, { lengths, isValid, digitOf }: CheckRule): DeviceKind {
  return deviceKind({
    input: z.strictObject({ kind: z.literal(name), value: z.string() }),
    run({ value }): Actual {
      const isWhole = lengths.length === 0 || lengths.includes(value.length);
      return {
        valid: isWhole && isValid(value),
        checkDigit: digitOf(isWhole && lengths.length > 0 ? value.slice(0, -1) : value),
      };
    },
  });
}

function gtinKind(name: string, lengths: readonly number[]): readonly [string, DeviceKind] {
  return [name, checkDigitKind(name, { lengths, isValid: hasGtinCheckDigit, digitOf: gtinCheckDigit })];
}

export const checkDigitKinds: readonly (readonly [string, DeviceKind])[] = [
  gtinKind("ean", [8, 13]),
  gtinKind("ean-8", [8]),
  gtinKind("ean-13", [13]),
  gtinKind("upc-a", [12]),
  gtinKind("gtin-14", [14]),
  gtinKind("sscc", [18]),
  ["luhn", checkDigitKind("luhn", { lengths: [], isValid: hasLuhnCheckDigit, digitOf: luhnCheckDigit })],
];
