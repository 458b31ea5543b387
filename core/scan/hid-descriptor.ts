/** One input field of a report descriptor (USB HID 1.11, 6.2.2). */
export type HidField = {
  /** Null for a device that does not number its reports. */
  readonly reportId: number | null;
  readonly page: number;
  readonly usage: number;
  /** Bits from the start of the report as it is read, its id included. */
  readonly bitOffset: number;
  /** Bits of one value. */
  readonly bitSize: number;
  /** Values in a row that share the usage. */
  readonly count: number;
};

/** What a device says of itself. */
export type HidDescriptor = {
  /** Usage of each application collection: what the device is. */
  readonly applications: readonly { readonly page: number; readonly usage: number }[];
  readonly fields: readonly HidField[];
};

type Item = { readonly tag: number; readonly value: number; readonly size: number };

/** Tags of short items without their size bits. */
const tag = {
  input: 0x80,
  collection: 0xa0,
  endCollection: 0xc0,
  output: 0x90,
  feature: 0xb0,
  usagePage: 0x04,
  reportSize: 0x74,
  reportId: 0x84,
  reportCount: 0x94,
  push: 0xa4,
  pop: 0xb4,
  usage: 0x08,
  usageMinimum: 0x18,
  usageMaximum: 0x28,
} as const;

/** A descriptor is at most 4 kB by the kernels' own limits; its fields are bounded with it. */
const maxDescriptorBytes = 4096;
const maxUsages = 1024;

/** Parses a report descriptor. Never throws: what is cut off or unknown is left out. */
export function parseDescriptor(bytes: Uint8Array): HidDescriptor {
  const applications: { page: number; usage: number }[] = [];
  const fields: HidField[] = [];
  const bitsSoFar = new Map<number | null, number>();
  const saved: Globals[] = [];
  let globals: Globals = { page: 0, size: 0, count: 0, reportId: null };
  let usages: number[] = [];
  let minimum: number | null = null;
  for (const item of itemsOf(bytes.subarray(0, maxDescriptorBytes))) {
    switch (item.tag) {
      case tag.push:
        if (saved.length < 16) saved.push(globals);
        break;
      case tag.pop:
        globals = saved.pop() ?? globals;
        break;
      case tag.usage:
        if (usages.length < maxUsages) usages.push(extended(item, globals.page));
        break;
      case tag.usageMinimum:
        minimum = extended(item, globals.page);
        break;
      case tag.usageMaximum:
        if (minimum !== null) usages.push(...range(minimum, extended(item, globals.page)));
        minimum = null;
        break;
      case tag.input:
        fields.push(...inputFields({ item, usages, globals, bitsSoFar }));
        break;
      case tag.collection: {
        const [usage] = usages;
        if (item.value === 1 && usage !== undefined) applications.push({ page: usage >>> 16, usage: usage & 0xffff });
        break;
      }
      default:
        globals = withGlobal(globals, item);
    }
    // Main items use up the local ones before them.
    if ((item.tag & 0x0c) === 0) {
      usages = [];
      minimum = null;
    }
  }
  return { applications, fields };
}

type Globals = {
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly reportId: number | null;
};

function withGlobal(globals: Globals, { tag: kind, value }: Item): Globals {
  if (kind === tag.usagePage) return { ...globals, page: value & 0xffff };
  if (kind === tag.reportSize) return { ...globals, size: Math.min(value, 64) };
  if (kind === tag.reportCount) return { ...globals, count: Math.min(value, 8192) };
  return kind === tag.reportId ? { ...globals, reportId: value & 0xff } : globals;
}

/** Short items in order; a long item is stepped over. */
function* itemsOf(bytes: Uint8Array): Generator<Item> {
  let at = 0;
  while (at < bytes.length) {
    const head = bytes[at] ?? 0;
    if (head === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = (head & 3) === 3 ? 4 : head & 3;
    const data = bytes.subarray(at + 1, at + 1 + size);
    if (data.length < size) return;
    yield { tag: head & 0xfc, value: data.reduceRight((sum, byte) => sum * 256 + byte, 0), size };
    at += 1 + size;
  }
}

/** A usage of four bytes names its own page in the upper two. */
function extended(item: Item, page: number): number {
  return item.size === 4 ? item.value >>> 0 : ((page << 16) | (item.value & 0xffff)) >>> 0;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(to - from + 1, 256)) }, (_, index) => from + index);
}

/** Fields of one Input item: one for each usage, the last usage taking what is left. Constant padding only moves on. */
function inputFields(input: {
  readonly item: Item;
  readonly usages: readonly number[];
  readonly globals: Globals;
  readonly bitsSoFar: Map<number | null, number>;
}): HidField[] {
  const { size, count, reportId } = input.globals;
  const start = input.bitsSoFar.get(reportId) ?? (reportId === null ? 0 : 8);
  input.bitsSoFar.set(reportId, start + size * count);
  const isConstant = (input.item.value & 1) !== 0;
  const isArray = (input.item.value & 2) === 0;
  const named = isArray ? input.usages.slice(0, 1) : input.usages.slice(0, count);
  if (isConstant) return [];
  return named.map((usage, index) => ({
    reportId,
    page: usage >>> 16,
    usage: usage & 0xffff,
    bitOffset: start + index * size,
    bitSize: size,
    count: index === named.length - 1 ? count - index : 1,
  }));
}

/** Byte of a report where a byte-aligned field begins; null where the field is none. */
export function byteOffset(field: HidField): number | null {
  return field.bitSize === 8 && field.bitOffset % 8 === 0 ? field.bitOffset / 8 : null;
}
