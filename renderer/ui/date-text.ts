const msPerDay = 86_400_000;

/**
 * A typed day as `YYYY-MM-DD`: `14.10.2025`, `1.2.25`, `14102025`, with any separator, or as `2025-10-14`; null for
 * what is no day of the calendar.
 */
export function typedDay(text: string): string | null {
  const typed = text.trim().replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3.$2.$1");
  const parts = /^(\d{1,2})\D(\d{1,2})\D(\d{2}|\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  const [, day = "", month = "", year = ""] = parts ?? [];
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${iso}T00:00:00Z`);
  // A 31st of February would roll over into March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : null;
}

/** `14.10.2025`; empty for no day. */
export function dayText(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return date === "" ? "" : `${day}.${month}.${year}`;
}

/** The day so many days later. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * msPerDay).toISOString().slice(0, 10);
}
