import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

export type Log = (level: "info" | "warn" | "error", event: string, more?: Readonly<Record<string, unknown>>) => void;

const maxBytes = 1_000_000;
const filesKept = 3;

/**
 * A small diary for whoever looks for a fault: one JSON line an event in `log/engine.ndjson`, three files of a
 * megabyte. Long runs of digits, which may be cards, keep their last four; PINs and receipts never come here. A log
 * that cannot be written never stops the till.
 */
export function createLog(dataDir: string, wall: () => number): Log {
  const folder = join(dataDir, "log");
  const file = join(folder, "engine.ndjson");
  return (level, event, more = {}) => {
    const line = JSON.stringify({ at: new Date(wall()).toISOString(), level, event, ...more });
    try {
      mkdirSync(folder, { recursive: true });
      rotate(file);
      appendFileSync(file, `${maskNumbers(line)}\n`);
    } catch (error) {
      console.error(`The log cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}

/** Instants have 13 digits and cards 12 to 19, so that a stray epoch time is masked too: no loss. */
export function maskNumbers(text: string): string {
  return text.replaceAll(/\d{8,}/g, (digits) => `··${digits.slice(-4)}`);
}

function rotate(file: string): void {
  if (!existsSync(file) || statSync(file).size < maxBytes) return;
  for (let age = filesKept - 1; age > 0; age--) {
    const from = age === 1 ? file : `${file}.${age - 1}`;
    if (existsSync(from)) renameSync(from, `${file}.${age}`);
  }
}
