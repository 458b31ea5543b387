import { closeSync, copyFileSync, existsSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { removeDatabase, writeDurably } from "../connection/index.ts";

/** SQLite's default page, which `journal.db` has. */
const pageBytes = 4096;

/** Header fields that change with every commit: change counter (24) and the version it is valid for (92). */
const changeCounter = 24;
const validFor = 92;

/**
 * The first page says where everything else is: a flipped bit there would lose the whole file. Keeps a copy of it
 * beside the file. Only while no connection is open: closing a handle of a file drops this process's locks on it.
 */
export function keepFirstPage(file: string): void {
  const page = readFirstPage(file);
  if (page && !(existsSync(copyOf(file)) && samePlaces(page, readFirstPage(copyOf(file))))) {
    writeDurably(copyOf(file), page);
  }
}

/** Writes the file with the kept first page to `target`; false if none was kept. */
export function mendFirstPage(file: string, target: string): boolean {
  const page = existsSync(copyOf(file)) ? readFirstPage(copyOf(file)) : undefined;
  if (!page || !existsSync(file)) return false;
  removeDatabase(target);
  copyFileSync(file, target);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${target}-wal`);
  // Two different numbers here make SQLite count the pages of the file itself.
  page.writeUInt32BE(page.readUInt32BE(changeCounter) + 1, validFor);
  const handle = openSync(target, "r+");
  try {
    writeSync(handle, page, 0, pageBytes, 0);
  } finally {
    closeSync(handle);
  }
  return true;
}

function copyOf(file: string): string {
  return `${file}.head`;
}

function readFirstPage(file: string): Buffer | undefined {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < pageBytes) return undefined;
  const page = Buffer.alloc(pageBytes);
  const handle = openSync(file, "r");
  try {
    readSync(handle, page, 0, pageBytes, 0);
  } finally {
    closeSync(handle);
  }
  return page;
}

/** Whether both pages lead to the same tables; counters and free pages do not matter for reading. */
function samePlaces(a: Buffer, b: Buffer | undefined): boolean {
  return b !== undefined && a.subarray(100).equals(b.subarray(100)) && a.subarray(0, 24).equals(b.subarray(0, 24));
}
