import type { useTranslation } from "react-i18next";

type Words = ReturnType<typeof useTranslation<"reception">>["t"];

const msPerDay = 86_400_000;
const at = (date: string): Date => new Date(`${date}T00:00:00Z`);
const weekday = (t: Words, date: string): string =>
  t("calendar.days", { returnObjects: true })[(at(date).getUTCDay() + 6) % 7] ?? "";
const month = (t: Words, date: string): string =>
  t("calendar.months", { returnObjects: true })[at(date).getUTCMonth()] ?? "";
const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** `Чт, 4 июня`. */
export function nightText(t: Words, date: string): string {
  return t("calendar.night", { weekday: capital(weekday(t, date)), day: at(date).getUTCDate(), month: month(t, date) });
}

/** The day `nights` later. */
export function dayAfter(date: string, nights: number): string {
  return new Date(at(date).getTime() + nights * msPerDay).toISOString().slice(0, 10);
}

/** `4–8 июня 2026`, `30 июня – 2 июля 2026`. */
export function rangeText(t: Words, from: string, to: string): string {
  const [first, last] = [at(from), at(to)];
  const days = { from: first.getUTCDate(), to: last.getUTCDate(), month: month(t, to), year: last.getUTCFullYear() };
  return from.slice(0, 7) === to.slice(0, 7)
    ? t("calendar.inMonth", days)
    : t("calendar.overMonths", { ...days, fromMonth: month(t, from) });
}

/** `чт–пн`: days of arrival and departure. */
export function weekdaysText(t: Words, from: string, to: string): string {
  return `${weekday(t, from)}–${weekday(t, to)}`;
}
