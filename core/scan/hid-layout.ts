import { byteOffset, type HidField, parseDescriptor } from "./hid-descriptor.ts";

/** Bytes of a report that belong together. */
export type Span = { readonly at: number; readonly length: number };

/** Where a barcode reader's report keeps its code (USB HID POS 1.02). */
export type ScannerReport = {
  readonly kind: "scanner";
  readonly reportId: number | null;
  /** Byte with the number of data bytes; null where padding NULs must be cut off instead. */
  readonly count: number | null;
  readonly aim: readonly number[];
  readonly data: Span;
  /** Bit that says more of the same code follows; null where a code never spans reports. */
  readonly moreBit: number | null;
  /** Byte with the maker's own symbology code. */
  readonly makerCode: number | null;
};

/** Where a magnetic stripe reader's report keeps its tracks (usage page 0x8E, and MagTek's own page). */
export type StripeReport = {
  readonly kind: "stripe";
  readonly reportId: number | null;
  /** One byte a track; bit 0 says that it could not be read. Empty where the device has none. */
  readonly status: readonly number[];
  readonly lengths: readonly number[];
  readonly tracks: readonly Span[];
};

export type HidLayout = ScannerReport | StripeReport;

/** Why a device is not read: it is a keyboard, which the system keeps, or its reports have a form nobody described. */
export type LayoutRefusal = "keyboard" | "layout-unknown";
export type LayoutResult =
  { readonly ok: true; readonly layout: HidLayout } | { readonly ok: false; readonly refusal: LayoutRefusal };

const page = { desktop: 0x01, scanner: 0x8c, stripe: 0x8e, magtek: 0xff00, firstVendor: 0xff00 } as const;

/** Reads the layout out of the device's own report descriptor. Nothing is guessed from its name or report length. */
export function layoutOf(descriptor: Uint8Array): LayoutResult {
  const { applications, fields } = parseDescriptor(descriptor);
  const layout =
    scannerLayout(fields) ??
    stripeLayout(fields, stripePage) ??
    (hasOutputText(fields) ? idTechReport : stripeLayout(fields, magtekPage));
  if (layout) return { ok: true, layout };
  const isKeyboard = applications.some((each) => each.page === page.desktop && each.usage === 6);
  return { ok: false, refusal: isKeyboard ? "keyboard" : "layout-unknown" };
}

function scannerLayout(fields: readonly HidField[]): ScannerReport | null {
  const data = fields.find((field) => field.page === page.scanner && field.usage === 0xfe);
  const at = data && byteOffset(data);
  if (!data || at === undefined || at === null) return null;
  const own = fields.filter((field) => field.reportId === data.reportId);
  const named = (usagePage: number, usage: number) =>
    own.find((field) => field.page === usagePage && field.usage === usage);
  const aim = [0xfb, 0xfc, 0xfd].flatMap((usage) => bytesOf(named(page.scanner, usage)));
  const [makerCode = null] = bytesOf(own.find((field) => field.page >= page.firstVendor && field.bitOffset > at * 8));
  const [count = null] = bytesOf(named(page.desktop, 0x3b));
  const moreBit = named(page.scanner, 0xff)?.bitOffset ?? null;
  return { kind: "scanner", reportId: data.reportId, count, aim, data: { at, length: data.count }, moreBit, makerCode };
}

type StripePage = {
  readonly page: number;
  readonly status: readonly number[];
  readonly lengths: readonly number[];
  readonly tracks: readonly number[];
};

const stripePage: StripePage = {
  page: page.stripe,
  status: [],
  lengths: [0x11, 0x12, 0x13, 0x14],
  tracks: [0x21, 0x22, 0x23, 0x24],
};

/** MagTek 99875191: three status bytes, three lengths, encode type, three tracks. */
const magtekPage: StripePage = {
  page: page.magtek,
  status: [0x20, 0x21, 0x22],
  lengths: [0x28, 0x29, 0x2a],
  tracks: [0x30, 0x31, 0x32],
};

/** MagTek's report where the system shows no descriptor (99875191, card data table). */
export const magtekReport: StripeReport = {
  kind: "stripe",
  reportId: null,
  status: [0, 1, 2],
  lengths: [3, 4, 5],
  tracks: [7, 117, 227].map((at) => ({ at, length: 110 })),
};

/**
 * ID TECH's own report (MiniMag reference 80066510-003, 5.3): statuses, lengths, encode type and total length, and from
 * the ninth byte the tracks one behind another with their sentinels, as a keyboard reader types them.
 */
export const idTechReport: ScannerReport = {
  kind: "scanner",
  reportId: null,
  count: null,
  aim: [],
  data: { at: 9, length: 500 },
  moreBit: null,
  makerCode: null,
};

/** Whether MagTek's page holds ID TECH's form: the total length and one field of output. */
function hasOutputText(fields: readonly HidField[]): boolean {
  const sizeOf = (usage: number) => fields.find((field) => field.page === page.magtek && field.usage === usage)?.count;
  return sizeOf(0x30) === 2 && sizeOf(0x31) === idTechReport.data.length;
}

function stripeLayout(fields: readonly HidField[], known: StripePage): StripeReport | null {
  const named = (usage: number) => fields.find((field) => field.page === known.page && field.usage === usage);
  const found = known.tracks.map(named).filter((field) => field !== undefined);
  const lengths = known.lengths.flatMap((usage) => bytesOf(named(usage)));
  if (found.length === 0 || lengths.length < found.length) return null;
  const tracks = found.flatMap((field) => {
    const at = byteOffset(field);
    return at === null ? [] : [{ at, length: field.count }];
  });
  const status = known.status.flatMap((usage) => bytesOf(named(usage)));
  return { kind: "stripe", reportId: found[0]?.reportId ?? null, status, lengths, tracks };
}

function bytesOf(field: HidField | undefined): number[] {
  const at = field && byteOffset(field);
  return field && at !== undefined && at !== null ? Array.from({ length: field.count }, (_, index) => at + index) : [];
}

/**
 * Layout of a reader whose system shows no descriptor, told from its first report: the two forms that makers ship, the
 * second with every field a byte later, and ID TECH's. Null unless exactly one of them fits to the last padding byte.
 */
export function layoutFromReport(report: Uint8Array): ScannerReport | null {
  if (isIdTech(report)) return idTechReport;
  const fitting = [1, 2].map(commonLayout).filter((layout) => fits(layout, report));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function commonLayout(count: number): ScannerReport {
  const data = { at: count + 4, length: 56 };
  const aim = [count + 1, count + 2, count + 3];
  const flags = data.at + data.length;
  return { kind: "scanner", reportId: 2, count, aim, data, moreBit: (flags + 2) * 8, makerCode: flags };
}

function fits({ reportId, count, aim, data }: ScannerReport, report: Uint8Array): boolean {
  const length = report[count ?? 0] ?? 0;
  const identifier = String.fromCharCode(...aim.map((at) => report[at] ?? 0));
  const padding = report.subarray(data.at + length, data.at + data.length);
  const isWhole = report.length >= data.at + data.length && length > 0 && length <= data.length;
  return report[0] === reportId && isWhole && /^\][A-Za-z]\d$/.test(identifier) && padding.every((byte) => byte === 0);
}

/** Tracks with their sentinels from the ninth byte, and nothing behind them. */
function isIdTech(report: Uint8Array): boolean {
  const { at, length } = idTechReport.data;
  const text = String.fromCharCode(...report.subarray(at));
  return report.length === at + length && /^[%;+][ -_]+\?[\r\n]*\0+$/.test(text);
}
