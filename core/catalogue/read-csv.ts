import { CsvError, parse } from "csv-parse/sync";

/** A record with the line of the file it ends on (the header is line 1). */
export type CsvRecord = { readonly row: number; readonly cells: readonly string[] };

/** Something that stops the whole file from being read. */
export type CsvFault =
  { readonly kind: "empty" } | { readonly kind: "encoding" } | { readonly kind: "quote"; readonly row: number };

export type CsvSlice = { readonly records: readonly CsvRecord[]; readonly fault?: CsvFault };

const sliceChars = 64_000;
/** A quoted field that swallows this much is a quote never closed. */
const maxRecordChars = 1_000_000;
const byteOrderMark = "\ufeff";
/** What a decoder puts for bytes that are not UTF-8, and what UTF-16 leaves between letters. */
const notUtf8 = /[\ufffd\0]/;

/** The separator that the header line uses most: comma, semicolon (spreadsheets with a decimal comma) or tab. */
export function separatorOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: header.split(mark).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).mark;
}

/**
 * Reads a CSV text in slices, so that selling goes on meanwhile. A fault ends the reading; blank lines are skipped. A
 * file in windows-1251 or UTF-16 that was decoded as something else shows as the fault `encoding`.
 */
export function* readCsv(text: string): Generator<CsvSlice, void> {
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const whole = wholeFault(body);
  if (whole) {
    yield { records: [], fault: whole };
    return;
  }
  const separator = separatorOf(body);
  let line = 1;
  let from = 0;
  while (from < body.length) {
    const to = sliceEnd(body, from);
    const tooLong = to - from > maxRecordChars + sliceChars;
    const slice = tooLong ? lostQuote(line) : parseSlice(body.slice(from, to), { separator, line });
    yield slice;
    if (slice.fault) return;
    line += countOf("\n", body.slice(from, to));
    from = to;
  }
}

function wholeFault(body: string): CsvFault | undefined {
  if (body.trim() === "") return { kind: "empty" };
  return notUtf8.test(body) ? { kind: "encoding" } : undefined;
}

function lostQuote(row: number): CsvSlice {
  return { records: [], fault: { kind: "quote", row } };
}

/** End of the first record that ends `sliceChars` or more behind `from`: a line break outside quotes. */
function sliceEnd(text: string, from: number): number {
  let quotes = 0;
  let position = from;
  while (position < text.length) {
    const end = text.indexOf("\n", position);
    const stop = end === -1 ? text.length : end + 1;
    quotes += countOf('"', text.slice(position, stop));
    position = stop;
    if (quotes % 2 === 0 && position - from >= sliceChars) return position;
    if (position - from > maxRecordChars + sliceChars) return position;
  }
  return text.length;
}

function countOf(mark: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

function parseSlice(text: string, place: { readonly separator: string; readonly line: number }): CsvSlice {
  try {
    const parsed: unknown = parse(text, {
      delimiter: place.separator,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    });
    return { records: toRecords(parsed, place.line) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const lines = "lines" in error && typeof error.lines === "number" ? error.lines : 1;
    return lostQuote(place.line + lines - 1);
  }
}

function toRecords(parsed: unknown, firstLine: number): CsvRecord[] {
  if (!Array.isArray(parsed)) return [];
  // `info.lines` counts the lines read up to the end of the record.
  return parsed.map((each: { record: string[]; info: { lines: number } }) => ({
    row: firstLine + each.info.lines - 1,
    cells: each.record,
  }));
}
