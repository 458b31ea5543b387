import type { Locale, LocalDate, LocalDateTime } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";

/** Groups thousands and stands before «%», «кг», «шт.», so that a figure never breaks over two lines. */
const nbsp = "\u00a0";
const minusSign = "\u2212";

function marksOf(locale: Locale): { readonly group: string; readonly point: string } {
  return locale === "en" ? { group: ",", point: "." } : { group: nbsp, point: "," };
}

/** Whole number with grouped thousands: `12 400`, in English `12,400`. */
export function formatCount(count: number, locale: Locale): string {
  const digits = String(Math.abs(Math.trunc(count))).replaceAll(/\B(?=(\d{3})+$)/g, marksOf(locale).group);
  return count < 0 ? `${minusSign}${digits}` : digits;
}

/** Amount with two decimals and no currency: `2 160,00`, `−0,04`, in English `2,160.00`. */
export function formatMoney(minor: Minor, locale: Locale): string {
  const size = Math.abs(minor);
  const cents = String(size % 100).padStart(2, "0");
  const text = `${formatCount(Math.floor(size / 100), locale)}${marksOf(locale).point}${cents}`;
  return minor < 0 ? `${minusSign}${text}` : text;
}

/** Rate in basis points: 200 is `2 %`, 250 is `2,5 %`. */
export function formatPercent(rateBp: number, locale: Locale): string {
  return `${trimmed(rateBp, 2, locale)}${nbsp}%`;
}

const unitNames = {
  kg: { ru: "кг", be: "кг", en: "kg" },
  pcs: { ru: "шт.", be: "шт.", en: "pcs" },
} as const;

/** Quantity in thousandths with its unit: `1,196 кг`, `2 шт.`. A weight always has three decimals. */
export function formatQuantity(qtyMilli: number, unit: "pcs" | "kg", locale: Locale): string {
  return `${formatQuantityFigure(qtyMilli, unit, locale)}${nbsp}${unitNames[unit][locale]}`;
}

/** The figure of `formatQuantity` alone, for columns that name the unit elsewhere. */
export function formatQuantityFigure(qtyMilli: number, unit: "pcs" | "kg", locale: Locale): string {
  if (unit === "pcs") return trimmed(qtyMilli, 3, locale);
  const grams = String(qtyMilli % 1000).padStart(3, "0");
  return `${formatCount(Math.floor(qtyMilli / 1000), locale)}${marksOf(locale).point}${grams}`;
}

/** `value / 10^places` without trailing zeros. */
function trimmed(value: number, places: number, locale: Locale): string {
  const scale = 10 ** places;
  const rest = String(Math.abs(value) % scale)
    .padStart(places, "0")
    .replace(/0+$/, "");
  const whole = formatCount(Math.trunc(value / scale), locale);
  const sign = value < 0 && value > -scale ? minusSign : "";
  return rest === "" ? whole : `${sign}${whole}${marksOf(locale).point}${rest}`;
}

/** `14.10.2025`, the same in every language: it cannot be misread. */
export function formatDate(date: LocalDate | LocalDateTime): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}

/** `14:06`. */
export function formatTime(at: LocalDateTime): string {
  return at.slice(11, 16);
}

/** `14.10.2025, 14:06`. */
export function formatDateTime(at: LocalDateTime): string {
  return `${formatDate(at)}, ${formatTime(at)}`;
}

const durationUnits = {
  ru: { days: "сут", hours: "ч", minutes: "мин" },
  be: { days: "сут", hours: "г", minutes: "хв" },
  en: { days: "d", hours: "h", minutes: "min" },
} as const;

/** Written-out age in its two largest units: `6 ч 14 мин`, `2 сут 3 ч`. */
export function formatDuration(ms: number, locale: Locale): string {
  const units = durationUnits[locale];
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 1440), units.days],
    [Math.floor(minutes / 60) % 24, units.hours],
    [minutes % 60, units.minutes],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  const shown = parts.slice(first === -1 ? 2 : first).slice(0, 2);
  const named = shown.filter(([amount], index) => amount > 0 || index === 0);
  return named.map(([amount, unit]) => `${amount}${nbsp}${unit}`).join(" ");
}
