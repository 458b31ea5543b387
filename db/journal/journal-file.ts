import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { type Db, isStorageError, type OpenOptions, openDurable, StorageError } from "../connection/index.ts";
import { journalMigrations, migrate } from "../migrations/index.ts";
import { createMeta, type Meta } from "./meta.ts";
import { sealedTables, tableIsSound } from "./sealed-table.ts";
import { type ChainMark, chainOrigin, walkChain } from "./walk-chain.ts";

export type JournalFile = { readonly db: Db; readonly meta: Meta };

/** Above this size an unclean start checks the pages of the small tables and the newest links; idle time does the rest. */
const wholeCheckBytes = 64 * 1024 * 1024;

/** Links checked on every start, before those that were already verified. */
const alwaysLinks = 20;

export type CheckDepth = "start" | "whole";

/**
 * Opens or creates `journal.db`, brings its schema up to date and proves that it is what was written: every small table,
 * the chain since it was last verified, and after an unclean end the pages as well. `whole` checks all of it.
 * Throws `storage-damaged`, `schema-newer`, `storage-full`, `no-permission`.
 */
export function openJournalFile(file: string, options: Omit<OpenOptions, "part">, depth: CheckDepth): JournalFile {
  const db = openDurable(file, { ...options, part: "journal" });
  try {
    migrate(db, journalMigrations);
    const meta = createMeta(db);
    const sound = sealedTables.every((table) => tableIsSound(db, table));
    if (!sound || !pagesAreSound(db, meta, depth) || !chainIsSound(db, meta, depth)) {
      throw new StorageError("storage-damaged", "journal.db is not what was written", "journal");
    }
    if (meta.get("generation") === undefined) meta.set("generation", newGeneration());
    return { db, meta };
  } catch (error) {
    closeQuietly(db);
    throw error;
  }
}

/** Names the life of a journal until its tail is lost: 64 random bits, hex. */
export function newGeneration(): string {
  return randomBytes(8).toString("hex");
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

function pagesAreSound(db: Db, meta: Meta, depth: CheckDepth): boolean {
  const endedWell = (meta.get("running") ?? "") === "";
  const small = statSync(db.file).size <= wholeCheckBytes;
  return depth === "start" && (endedWell || !small) ? true : db.pragma("quick_check(1)") === "ok";
}

function chainIsSound(db: Db, meta: Meta, depth: CheckDepth): boolean {
  if (depth === "whole") return walkChain(db).brokenAt === null && referencesAreWhole(db);
  const verified = verifiedMark(db, meta);
  const from = db
    .prepare<[number], ChainMark>("SELECT seq, chain FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1")
    .get(verified.seq - alwaysLinks);
  return walkChain(db, from ?? chainOrigin).brokenAt === null;
}

/** Whether the index holds exactly the references that the rows carry. */
function referencesAreWhole(db: Db): boolean {
  const difference = db
    .prepare<[], { differs: number }>(
      `WITH carried AS (SELECT DISTINCT j.value AS ref, journal.seq AS seq FROM journal, json_each(journal.refs) AS j)
       SELECT (SELECT count(*) FROM carried) <> (SELECT count(*) FROM reference)
           OR EXISTS (SELECT ref, seq FROM carried EXCEPT SELECT ref, seq FROM reference) AS differs`,
    )
    .get();
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
