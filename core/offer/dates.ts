import type { LocalDate } from "../kernel/index.ts";

const msPerDay = 86_400_000;

/** Days since 1970-01-01, so that dates can be subtracted. */
export function dayNumber(date: LocalDate): number {
  return Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / msPerDay;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date((dayNumber(date) + days) * msPerDay).toISOString().slice(0, 10);
}

/** The same day `months` later; a day that the month does not have becomes its last one. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, lastDay)).padStart(2, "0")}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return ((dayNumber(date) + 3) % 7) + 1;
}

/** Whether the text is a day of the calendar: `2025-02-29` is not. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && addDays(text, 0) === text;
}
