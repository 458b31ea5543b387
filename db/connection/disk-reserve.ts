import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { isStorageError, toStorageError } from "./storage-error.ts";

/** On a full disk even a DELETE needs room; deleting this file gives it. */
export type DiskReserve = {
  /** Bytes now held in reserve. */
  held(): number;
  /** Gives the reserve up so that work can go on; false if there was none. */
  release(): boolean;
  /** Makes the reserve whole again if the disk has room for it twice; false if not. */
  restore(): boolean;
};

export const defaultReserveBytes = 32 * 1024 * 1024;

export function createDiskReserve(dir: string, bytes: number): DiskReserve {
  const file = join(dir, "reserve.bin");
  const held = (): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    held,
    release() {
      const had = held() > 0;
      rmSync(file, { force: true });
      return had;
    },
    restore() {
      if (held() >= bytes) return true;
      if (freeBytes(dir) < bytes * 2) return false;
      try {
        fill(file, bytes);
        return true;
      } catch (error) {
        rmSync(file, { force: true });
        if (isStorageError(toStorageError(error, null), "storage-full")) return false;
        throw toStorageError(error, null);
      }
    },
  };
}

/** Written out with bytes: a sparse file would reserve nothing. */
function fill(file: string, bytes: number): void {
  const chunk = Buffer.alloc(Math.min(bytes, 1024 * 1024), 0x20);
  const handle = openSync(file, "w");
  try {
    for (let left = bytes; left > 0; left -= chunk.length) writeSync(handle, chunk, 0, Math.min(left, chunk.length));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Bytes of the disk under `path` that this process may still fill. */
export function freeBytes(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch (error) {
    if (path === dirname(path)) throw toStorageError(error, null);
    return freeBytes(dirname(path));
  }
}
