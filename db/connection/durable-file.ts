import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { toStorageError } from "./storage-error.ts";

/** Flushes a file's bytes, or a folder's list of names, to the disk. */
export function flush(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } catch (error) {
    // Windows flushes no folder; its rename is journalled by the file system.
    if (process.platform !== "win32") throw error;
  } finally {
    closeSync(handle);
  }
}

/** Puts text or bytes under `file` whole or not at all, also over a power cut. Throws typed storage errors. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const draft = `${file}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeThrough(draft, typeof content === "string" ? Buffer.from(content) : content);
    renameDurably(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw toStorageError(error, null);
  }
}

function writeThrough(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, "w");
  try {
    for (let done = 0; done < bytes.byteLength;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Renames over whatever is there and flushes the folder. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  flush(dirname(to));
}

const sidecars = ["", "-wal", "-shm", "-journal"];

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of sidecars) rmSync(`${file}${suffix}`, { force: true });
}

/** Moves a database, with what SQLite keeps beside it, into `folder`; returns its new path. */
export function moveDatabaseAside(file: string, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const target = freeName(folder, name);
  for (const suffix of sidecars) {
    if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${target}${suffix}`);
  }
  flush(folder);
  flush(dirname(file));
  return target;
}

function freeName(folder: string, name: string): string {
  for (let attempt = 1; ; attempt += 1) {
    const path = join(folder, attempt === 1 ? name : `${attempt}-${name}`);
    if (!existsSync(path)) return path;
  }
}
