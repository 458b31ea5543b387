import type { Period } from "../console-contract/index.ts";

const dayMs = 86_400_000;
const two = (value: number): string => String(value).padStart(2, "0");

/** So many days up to today, where the reader is. */
export function lastDays(days: number): Period {
  const today = new Date();
  const to = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  return { from: later(to, 1 - days), to };
}

/** As many days directly before. */
export function periodBefore({ from, to }: Period): Period {
  const days = daysIn({ from, to });
  return { from: later(from, -days), to: later(from, -1) };
}

export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

export function later(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** `14.10.2025`. */
export const dayText = (day: string): string => day.split("-").toReversed().join(".");
