import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of everything the till keeps in its data folder. */
export type DataFolder = {
  readonly dir: string;
  readonly journal: string;
  /** A whole journal that waits to take the place of `journal.db`: after a salvage or a restore. */
  readonly journalNext: string;
  readonly cache: string;
  readonly backups: string;
  /** Damaged and replaced files, kept for whoever looks into it. */
  readonly aside: string;
};

export function dataFolder(dir: string): DataFolder {
  return {
    dir,
    journal: join(dir, "journal.db"),
    journalNext: join(dir, "journal-next.db"),
    cache: join(dir, "cache.db"),
    backups: join(dir, "backups"),
    aside: join(dir, "aside"),
  };
}

/** Seq of every card snapshot in the folder, newest first. */
export function snapshotSeqs(dir: string): number[] {
  return readdirSync(dir)
    .flatMap((name) => /^cards-(\d+)\.db$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => b - a);
}

export function snapshotFile(dir: string, seq: number): string {
  return join(dir, `cards-${seq}.db`);
}
