import { crc32 } from "node:zlib";
import { StorageError, type StoragePart } from "./storage-error.ts";

const polynomial = 0xedb88320;
const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  return value;
});

/** Up to here the loop beats the call into zlib (measured: 0.1 µs against 0.4 µs for a card). */
const longText = 200;

function feed(start: number, { text, bytes }: SealedText): number {
  if (text.length > longText) return ~crc32(bytes ?? text, ~start >>> 0);
  let crc = start;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    crc = (table[(crc ^ unit) & 0xff] ?? 0) ^ (crc >>> 8);
    crc = (table[(crc ^ (unit >>> 8)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return crc;
}

/** A text with its UTF-8 where that is at hand: long texts are then not encoded again. */
export type SealedText = { readonly text: string; readonly bytes?: Uint8Array };

export type SealedValue = string | number | null | SealedText;

/** Checksum over the fields of one table's rows. */
export type Seal = {
  /** Unsigned 32 bit; goes into the row's `sum` column. */
  of(values: readonly SealedValue[]): number;
  /** Throws `storage-damaged` unless `sum` is the checksum of `values`. */
  check(values: readonly SealedValue[], sum: number): void;
  holds(values: readonly SealedValue[], sum: number): boolean;
};

/**
 * CRC-32 of the fields with their types, salted with the table's name: a row that wanders to another table, a field
 * that slips into its neighbour and any single flipped bit are noticed. Against rot: the chain is against forgers.
 */
export function createSeal(tableName: string, part: StoragePart): Seal {
  const salt = feed(-1, { text: tableName });
  const of = (values: readonly SealedValue[]): number => {
    let crc = salt;
    for (const value of values) {
      // One step per field for its type, which also separates it from the next.
      const type = value === null ? 2 : typeof value === "number" ? 3 : 1;
      crc = (table[(crc ^ type) & 0xff] ?? 0) ^ (crc >>> 8);
      if (value !== null) crc = feed(crc, typeof value === "object" ? value : { text: String(value) });
    }
    return ~crc >>> 0;
  };
  return {
    of,
    check(values, sum) {
      if (of(values) !== sum) throw new StorageError("storage-damaged", `a row of ${tableName} fails its sum`, part);
    },
    holds: (values, sum) => of(values) === sum,
  };
}
