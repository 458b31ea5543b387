import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import {
  type Db,
  holdsUp,
  isStorageError,
  type OpenOptions,
  openDurable,
  StorageError,
  toStorageError,
} from "../connection/index.ts";
import { journalMigrations, migrate, schemaVersion } from "../migrations/index.ts";
import { newGeneration } from "./generation.ts";
import { createMeta, type Meta } from "./meta.ts";
import { sealedTables, tableIsSound } from "./sealed-table.ts";
import { type ChainMark, chainOrigin, newestSeq, walkChain } from "./walk-chain.ts";

export type JournalFile = { readonly db: Db; readonly meta: Meta };

/** Above this size an unclean start checks the small tables and the newest links only; idle time does the rest. */
const wholeCheckBytes = 64 * 1024 * 1024;

/** Links checked on every start, before those that were already verified. */
const alwaysLinks = 20;

/** No start walks more: half a second on a slow machine. Idle time walks the rest. */
const startLinksMax = 10_000;

export type OpenJournal = Omit<OpenOptions, "part"> & {
  /** The file held facts before: an empty one is damage, not a first start. */
  readonly hadLife: boolean;
  /** `start`: small tables, newest links and, after an unclean end, the pages · `whole`: everything. */
  readonly depth: "start" | "whole";
};

/**
 * Opens or creates `journal.db`, brings its schema up to date and proves that it is what was written.
 * Throws `storage-damaged`, `schema-newer`, `storage-full`, `no-permission`.
 */
export function openJournalFile(file: string, options: OpenJournal): JournalFile {
  let db: Db | undefined;
  try {
    db = openDurable(file, { ...options, part: "journal" });
    return prove(db, options);
  } catch (error) {
    if (db) closeQuietly(db);
    throw asDamage(error, file);
  }
}

function prove(db: Db, options: OpenJournal): JournalFile {
  const damaged = new StorageError("storage-damaged", "journal.db is not what was written", "journal");
  if (options.hadLife && schemaVersion(db) === 0) throw damaged;
  if (schemaVersion(db) > journalMigrations.length && !newerIsSealed(db)) throw damaged;
  migrate(db, journalMigrations, (version) => createMeta(db).set("schema", String(version)));
  if (!sealedTables.every((table) => tableIsSound(db, table))) throw damaged;
  const meta = createMeta(db);
  if (!pagesAreSound(db, meta, options) || !chainIsSound(db, meta, options)) throw damaged;
  if (meta.get("generation") === undefined) meta.set("generation", newGeneration());
  return { db, meta };
}

/** Whether a newer app wrote the version, or a flipped bit did. An unreadable mark speaks for the newer app. */
function newerIsSealed(db: Db): boolean {
  const sealed = db.prepare<[], { found: number }>("SELECT count(*) AS found FROM sqlite_schema WHERE name = 'meta'");
  if (!holdsUp(() => sealed.get()?.found === 1)) return true;
  return Number(createMeta(db).get("schema") ?? 0) > journalMigrations.length;
}

/**
 * The error, or damage where that is the truth: a flipped bit in the header makes a file look read-only though file and
 * folder may be written.
 */
export function asDamage(error: unknown, file: string): unknown {
  if (!isStorageError(error, "no-permission")) return error;
  try {
    accessSync(dirname(file), constants.W_OK);
    accessSync(file, constants.R_OK | constants.W_OK);
    return new StorageError("storage-damaged", error.message, error.part);
  } catch (denied) {
    return toStorageError(denied, error.part);
  }
}

/** The place up to which the chain was verified, if it is still there. */
export function verifiedMark(db: Db, meta: Meta): ChainMark {
  const [seq = "0", chain = ""] = (meta.get("verified") ?? "").split(" ");
  const row = db.prepare<[number], ChainMark>("SELECT seq, chain FROM journal WHERE seq = ?").get(Number(seq));
  return row?.chain === chain ? row : chainOrigin;
}

export function markVerified(meta: Meta, mark: ChainMark): void {
  meta.set("verified", `${mark.seq} ${mark.chain}`);
}

function pagesAreSound(db: Db, meta: Meta, { depth }: OpenJournal): boolean {
  const endedWell = (meta.get("running") ?? "") === "";
  const small = statSync(db.file).size <= wholeCheckBytes;
  if (depth === "start" && (endedWell || !small)) return true;
  return db.pragma("quick_check(1)") === "ok";
}

function chainIsSound(db: Db, meta: Meta, { depth }: OpenJournal): boolean {
  if (depth === "whole")
    return walkChain(db).brokenAt === null && referencesAreWhole(db, Number(meta.get("indexed") ?? 0));
  const upTo = db.prepare<[number], ChainMark>(
    "SELECT seq, chain FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1",
  );
  const newest = newestSeq(db);
  const known = Math.min(verifiedMark(db, meta).seq - alwaysLinks, Number(meta.get("indexed") ?? 0));
  const { brokenAt, head } = walkChain(db, upTo.get(Math.max(known, newest - startLinksMax)) ?? chainOrigin);
  return brokenAt === null && head.seq === newest;
}

/** Whether the table holds exactly the references that the rows carry, as far as it goes. */
function referencesAreWhole(db: Db, indexed: number): boolean {
  const difference = db
    .prepare<[number], { differs: number }>(
      `WITH carried AS (SELECT DISTINCT j.value AS ref, journal.seq AS seq FROM journal, json_each(journal.refs) AS j
                        WHERE journal.seq <= ?)
       SELECT (SELECT count(*) FROM carried) <> (SELECT count(*) FROM reference)
           OR EXISTS (SELECT ref, seq FROM carried EXCEPT SELECT ref, seq FROM reference) AS differs`,
    )
    .get(indexed);
  return difference?.differs === 0;
}

/** Closes a file that may be damaged beyond closing in order. */
export function closeQuietly(db: Db): void {
  try {
    db.close();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}
