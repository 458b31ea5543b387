import { hash, randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import { cardStatuses, type CardStatus } from "../../core/card/index.ts";
import { snapshotVersion, syncLimits } from "../../core/sync/index.ts";
import { beginCardSnapshot, type ListedCard, type SnapshotDraft } from "../../db/card-list/index.ts";
import {
  type LedgerCard,
  listCards,
  notePositions,
  publishSnapshot,
  savePart,
  type SnapshotFile,
  type Sql,
} from "../ledger/index.ts";

export type BuildOrder = {
  readonly sql: Sql;
  /** A folder of its own for the file on its way. */
  readonly dir: string;
  readonly now: () => number;
  /** Size of a chunk before it is packed. Default: the largest that tills take. */
  readonly chunkBytes?: number;
};

export type Built = SnapshotFile & {
  /** Cards of a status that no till knows. */
  readonly leftOut: number;
};

/** Cards read from the ledger at once. */
const pageCards = 20_000;
/** No till waits for head office to pack: fewer bytes on the wire count more than the time it takes here. */
const level = 6;

/**
 * Builds a snapshot of all cards and publishes it. Cards and the positions that they stand for are of one moment; the
 * file is the till's own, written by the same code. Memory is bounded by a page of cards and one chunk.
 */
export async function buildSnapshot({ sql, dir, now, chunkBytes = syncLimits.chunkBytes }: BuildOrder): Promise<Built> {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const name = `cards-${randomBytes(16).toString("hex")}`;
  const file = join(dir, "cards.db");
  try {
    const { cards, leftOut } = await writeFile(sql, { name, file, draft: join(dir, "cards.new") });
    const builtAt = now();
    const packed = await packFile(sql, { name, file, chunkBytes });
    const snapshot: SnapshotFile = { v: snapshotVersion, name, cards, builtAt, ...packed };
    await publishSnapshot(sql, snapshot);
    return { ...snapshot, leftOut };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

type Writing = { readonly name: string; readonly file: string; readonly draft: string };
type Written = { readonly cards: number; readonly leftOut: number };

/** The ledger may ask to begin again: then the file begins again too. */
async function writeFile(sql: Sql, { name, file, draft }: Writing): Promise<Written> {
  let begun: SnapshotDraft | undefined;
  try {
    const leftOut = await sql.transaction(async (inside) => {
      await inside.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      begun?.abandon();
      begun = beginCardSnapshot(draft);
      await notePositions(inside, name);
      return writeCards(inside, begun);
    });
    const cards = begun?.finish(file) ?? 0;
    return { cards, leftOut };
  } catch (error) {
    begun?.abandon();
    throw error;
  }
}

async function writeCards(sql: Sql, draft: SnapshotDraft): Promise<number> {
  let leftOut = 0;
  let after = "";
  for (;;) {
    const page = await listCards(sql, after, pageCards);
    const listed = page.flatMap(listedCard);
    leftOut += page.length - listed.length;
    draft.add(listed);
    const last = page.at(-1);
    if (!last || page.length < pageCards) return leftOut;
    after = last.number;
  }
}

function listedCard({ number, programme, status, since, reason, previous, epoch }: LedgerCard): ListedCard[] {
  if (!isStatus(status)) return [];
  const before = isStatus(previous) ? { previous } : {};
  return [{ card: { number, programme, status, since, ...before, ...(reason === null ? {} : { reason }) }, epoch }];
}

function isStatus(text: string | null): text is CardStatus {
  return cardStatuses.some((status) => status === text);
}

type Packed = Pick<SnapshotFile, "plainBytes" | "wireBytes" | "chunkBytes" | "chunks">;

type Packing = { readonly name: string; readonly file: string; readonly chunkBytes: number };

/** Every chunk is packed by itself, so that a till can unpack and check it by itself. */
async function packFile(sql: Sql, { name, file, chunkBytes }: Packing): Promise<Packed> {
  const chunks: { bytes: number; sha256: string }[] = [];
  const buffer = Buffer.alloc(chunkBytes);
  const handle = openSync(file, "r");
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      const content = zstdCompressSync(buffer.subarray(0, read), {
        params: { [constants.ZSTD_c_compressionLevel]: level },
      });
      await savePart(sql, name, { at: chunks.length, content });
      chunks.push({ bytes: content.length, sha256: hash("sha256", content, "hex") });
    }
  } finally {
    closeSync(handle);
  }
  const wireBytes = chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  return { plainBytes: statSync(file).size, wireBytes, chunkBytes, chunks };
}
