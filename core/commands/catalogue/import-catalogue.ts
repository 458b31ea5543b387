import {
  checkCatalogue,
  compareCatalogue,
  type CsvFault,
  type RowError,
  type RowRules,
} from "../../catalogue/index.ts";
import type { ImportPreview, Refusal } from "../../contract/index.ts";
import { ok, type Result, type z } from "../../kernel/index.ts";
import { hasGtinCheckDigit, rangeOf } from "../../scan/index.ts";
import { hasProgramme, packOf, record, refusal, type Context, type Long } from "../context.ts";
import type { Ports } from "../ports.ts";
import { categoriesOf, factFaultOf } from "../desk/price-list.ts";
import { refusedByOffice } from "../trust/office-rule.ts";
import { viewItem } from "./item-view.ts";

/** Articles written in one go: under a frame of the sale screen. */
const writeSlice = 250;
const sampleRows = 10;

type Preview = z.infer<typeof ImportPreview>;

/** The same for a file that somebody brings to a till whose catalogue head office does not rule. */
export function* previewOwnCatalogue(ports: Ports, context: Context, input: { readonly csv: string }): Long<Preview> {
  return refusedByOffice(ports, context, "catalogue") ?? (yield* previewCatalogue(ports, context, input));
}

/** Checks a catalogue file row by row and keeps it for `importCatalogue`. Changes nothing. */
export function* previewCatalogue(ports: Ports, context: Context, input: { readonly csv: string }): Long<Preview> {
  const { terminal } = context;
  if (!hasProgramme(terminal)) return refusal(context, "pack-unknown");
  if (terminal.importing) return refusal(context, "import-busy");
  const running = { cancelled: false };
  terminal.importing = running;
  terminal.preview = null;
  try {
    const total = estimateRows(input.csv);
    const reading = checkCatalogue(input.csv, rowRules(context));
    let step = reading.next();
    for (; !step.done; step = reading.next()) {
      if (running.cancelled) return refusal(context, "import-cancelled");
      yield { phase: "checking", done: step.value, total };
    }
    const check = step.value;
    if (check.fault) return refusal(context, "csv-invalid", { message: faultText(context, check.fault) });
    const comparing = compareCatalogue(ports.items.all(), check.items);
    let compared = comparing.next();
    for (; !compared.done; compared = comparing.next()) {
      if (running.cancelled) return refusal(context, "import-cancelled");
      yield { phase: "checking", done: check.rows, total };
    }
    const token = ports.ids.next();
    terminal.preview = { token, items: check.items, errorCount: check.errorCount };
    return ok({
      token,
      rows: check.rows,
      ...compared.value,
      errorCount: check.errorCount,
      errors: check.errors.map((error) => viewError(context, error)),
      sample: check.items.slice(0, sampleRows).map((item) => viewItem(context, item)),
    });
  } finally {
    terminal.importing = null;
  }
}

function estimateRows(csv: string): number {
  let rows = 0;
  for (let at = csv.indexOf("\n"); at !== -1; at = csv.indexOf("\n", at + 1)) rows += 1;
  return Math.max(1, rows);
}

/** What the programme knows of goods: a category it has never heard of could get a discount that it forbids. */
function rowRules(context: Context): RowRules {
  const { pack } = packOf(context);
  const { weightPrefix, cardRanges } = context.terminal.settings;
  return {
    currency: pack.pack.currency,
    weightPrefix,
    categories: categoriesOf(pack),
    flags: pack.facts["line.flags"]?.values ?? [],
    hasCheckDigit: hasGtinCheckDigit,
    readsAsCard: (barcode) => scannedAs(barcode).some((code) => rangeOf(code, cardRanges)),
    factFault: (name, value) => factFaultOf(pack, name, value),
  };
}

/** What a reader may send for a barcode: a UPC-A with its leading zero too, a weight label with its figure behind. */
function scannedAs(barcode: string): string[] {
  if (barcode.length === 7) return [barcode.padEnd(13, "0")];
  return barcode.length === 12 ? [barcode, `0${barcode}`] : [barcode];
}

function faultText(context: Context, fault: CsvFault): string {
  const row = "row" in fault ? { row: fault.row } : {};
  return context.say(`csv.${fault.kind}`, row);
}

function viewError(
  context: Context,
  { row, column, value, fault, expected = "" }: RowError,
): Preview["errors"][number] {
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return { row, column, value: shown, message: context.say(`rowFault.${fault}`, { column, value: shown, expected }) };
}

/** Replaces the catalogue by the previewed file, all or nothing. */
export function* importCatalogue(
  ports: Ports,
  context: Context,
  input: { readonly token: string },
): Long<{ items: number }> {
  const { terminal } = context;
  const { preview } = terminal;
  if (terminal.importing) return refusal(context, "import-busy");
  if (!preview || preview.token !== input.token) return refusal(context, "import-unknown");
  if (preview.errorCount > 0) return refusal(context, "import-has-errors", { params: { count: preview.errorCount } });
  const running = { cancelled: false };
  terminal.importing = running;
  const replacement = ports.items.replaceAll();
  let committed = false;
  try {
    const { items } = preview;
    for (let from = 0; from < items.length; from += writeSlice) {
      replacement.add(items.slice(from, from + writeSlice));
      yield { phase: "writing", done: Math.min(from + writeSlice, items.length), total: items.length };
      if (running.cancelled) return refusal(context, "import-cancelled");
    }
    const before = ports.items.count();
    replacement.commit();
    committed = true;
    ports.transaction(() =>
      record(ports, context, { kind: "catalogue-imported", body: { items: items.length, before } }),
    );
    terminal.preview = null;
    context.touched.add("status");
    return ok({ items: items.length });
  } finally {
    if (!committed) replacement.cancel();
    terminal.importing = null;
  }
}

/** Asks the import under way to stop; it does so before its next slice. */
export function cancelImport(_ports: Ports, context: Context): Result<{ cancelled: boolean }, Refusal> {
  const { importing } = context.terminal;
  if (!importing) return ok({ cancelled: false });
  importing.cancelled = true;
  return ok({ cancelled: true });
}
