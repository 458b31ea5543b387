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

function step(crc: number, byte: number): number {
  return (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
}

function feed(start: number, text: string, bytes?: Uint8Array): number {
  if (text.length > longText) return ~crc32(bytes ?? text, ~start >>> 0);
  let crc = start;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    crc = step(step(crc, unit & 0xff), unit >>> 8);
  }
  return crc;
}

/** One step for a field's type, which also parts it from the field before, then its content. */
function feedField(crc: number, value: SealedValue): number {
  if (typeof value === "string") return feed(step(crc, 1), value);
  if (value === null) return step(crc, 2);
  if (typeof value === "number") return feed(step(crc, 3), String(value));
  // A flipped bit can make a column of text give bytes, which are never what was written.
  return value instanceof Uint8Array ? step(crc, 4) : feed(step(crc, 1), value.text, value.bytes);
}

/** A text with its UTF-8 where that is at hand: long texts are then not encoded again. */
export type SealedText = { readonly text: string; readonly bytes?: Uint8Array };

export type SealedValue = string | number | null | SealedText | Uint8Array;

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
  const salt = feed(-1, tableName);
  const of = (values: readonly SealedValue[]): number => {
    let crc = salt;
    for (const value of values) crc = feedField(crc, value);
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
