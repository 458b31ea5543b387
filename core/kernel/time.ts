/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Wall-clock text `YYYY-MM-DDTHH:MM:SS` in a stated time zone. Lexicographic order is time order. */
export type LocalDateTime = string;

/** Calendar date `YYYY-MM-DD`. Lexicographic order is time order. */
export type LocalDate = string;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, made);
  return made;
}

/** Wall clock of `at` in an IANA time zone, whole seconds. */
export function localDateTime(at: Instant, timeZone: string): LocalDateTime {
  return formatFor(timeZone).format(at).replace(" ", "T");
}

export function dateOf(at: LocalDateTime): LocalDate {
  return at.slice(0, 10);
}
