/** Tracks of a magnetic stripe (ISO/IEC 7811). */
export type TrackNumber = 1 | 2 | 3;

/** One track as read (ISO/IEC 7813), without sentinels. Fields are absent where the text does not have their shape. */
export type Track = {
  readonly raw: string;
  /** Format code of track 1; `B` is the financial one. */
  readonly format?: string;
  readonly pan?: string;
  readonly name?: string;
  /** YYMM. */
  readonly expiry?: string;
  readonly service?: string;
  readonly discretionary?: string;
};

/** Data characters of each track: alphabet of its code and length less sentinels and check character. */
const shapes: Readonly<Record<TrackNumber, RegExp>> = {
  1: /^[ -_]{1,76}$/,
  2: /^[0-9=]{1,37}$/,
  3: /^[0-9=]{1,104}$/,
};

/** Reads the text between the sentinels; null where it has letters a track cannot hold, or too many. */
export function readTrack(number: TrackNumber, raw: string): Track | null {
  if (!shapes[number].test(raw)) return null;
  if (number === 1) return { raw, ...trackOne(raw) };
  return number === 2 ? { raw, ...trackTwo(raw) } : { raw };
}

function trackOne(raw: string): Omit<Track, "raw"> {
  const [, head = "", name, rest] = /^([^^]*)(?:\^([^^]*))?(?:\^(.*))?$/.exec(raw) ?? [];
  const format = /^[A-Z]/.exec(head)?.[0];
  const pan = head.slice(format?.length ?? 0);
  if (format === undefined || !/^\d{1,19}$/.test(pan)) return {};
  return { format, pan, ...(name !== undefined && { name: name.trimEnd() }), ...afterNumber(rest, "^") };
}

function trackTwo(raw: string): Omit<Track, "raw"> {
  const at = raw.indexOf("=");
  const pan = at < 0 ? raw : raw.slice(0, at);
  if (!/^\d{1,19}$/.test(pan)) return {};
  return { pan, ...(at >= 0 && afterNumber(raw.slice(at + 1), "=")) };
}

/** Expiry and service code, each replaced by a separator where the issuer gives none, then the issuer's own data. */
function afterNumber(text: string | undefined, separator: "^" | "="): Omit<Track, "raw"> {
  if (text === undefined) return {};
  const expiry = new RegExp(`^(\\d{4}|\\${separator})(.*)$`).exec(text);
  if (!expiry) return {};
  const service = new RegExp(`^(\\d{3}|\\${separator})(.*)$`).exec(expiry[2] ?? "");
  return {
    ...(expiry[1] !== separator && { expiry: expiry[1] ?? "" }),
    ...(service && service[1] !== separator && { service: service[1] ?? "" }),
    ...(service?.[2] && { discretionary: service[2] }),
  };
}
