import { formatCount } from "../../core/text/index.ts";
import type { Locale } from "../../core/kernel/index.ts";

const units = {
  ru: ["КБ", "МБ", "ГБ"],
  be: ["КБ", "МБ", "ГБ"],
  en: ["kB", "MB", "GB"],
} as const;

/** Size of a file or of free space in its largest fitting unit, thousands to the step: `12 ГБ`, `340 КБ`. */
export function formatBytes(bytes: number, locale: Locale): string {
  const power = bytes >= 1e9 ? 3 : bytes >= 1e6 ? 2 : 1;
  const size = bytes / 1000 ** power;
  const tenths = size < 10 && power > 1 ? Math.floor(size * 10) % 10 : 0;
  const fraction = tenths === 0 ? "" : `${locale === "en" ? "." : ","}${tenths}`;
  return `${formatCount(Math.floor(size), locale)}${fraction}\u00a0${units[locale][power - 1]}`;
}
