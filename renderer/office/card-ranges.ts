import type { Settings } from "../../core/contract/index.ts";

type Ranges = Settings["cardRanges"];

const checks = { ean: "gtin", luhn: "luhn" } as const;

/** Card numbers as they are typed: `290:13:ean, CLUB:9`. */
export function rangesText(ranges: Ranges): string {
  return ranges
    .map(({ prefix, length, check }) => {
      const named = Object.entries(checks).find(([, kind]) => kind === check)?.[0];
      return [prefix, length, ...(named ? [named] : [])].join(":");
    })
    .join(", ");
}

/** What was typed: beginning, length and, where the last digit is a check digit, its kind; null for what is neither. */
export function typedRanges(text: string): Ranges | null {
  const ranges: Ranges = [];
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const [, prefix, digits, named] = /^(\w{0,12}):(\d{1,2})(?::(ean|luhn))?$/i.exec(part) ?? [];
    const length = Number(digits);
    if (prefix === undefined || !(length >= 4 && length <= 32) || prefix.length >= length) return null;
    const key = named?.toLowerCase();
    ranges.push({ prefix, length, check: key === "ean" || key === "luhn" ? checks[key] : "none" });
  }
  return ranges;
}
