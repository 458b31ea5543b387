import { hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { openCardSnapshot } from "../card-list/index.ts";
import { removeDatabase, renameDurably, StorageError, withTypedErrors } from "../connection/index.ts";
import { snapshotFile } from "./data-folder.ts";

/** A snapshot as it was loaded: packed chunks, one after the other. */
export type UnpackOrder = {
  /** File of the folder that holds them. */
  readonly packed: string;
  readonly chunks: readonly { readonly bytes: number; readonly sha256: string }[];
  /** Size of each when unpacked; the last is what is left. */
  readonly chunkBytes: number;
  readonly plainBytes: number;
  readonly cards: number;
  /** Its place among the folder's snapshots. */
  readonly seq: number;
};

/**
 * Unpacks a snapshot beside the one in use, for a thread of its own, and puts it in its place once it is whole and on
 * the disk. Every chunk is checked before it is unpacked. Throws `storage-damaged` for what is not what head office
 * signed, `storage-full` where there is no room; nothing is left behind then.
 */
export function unpackCards(dir: string, order: UnpackOrder): void {
  const draft = join(dir, "cards-unpacked.new");
  removeDatabase(draft);
  try {
    withTypedErrors("cards", () => {
      unpack(join(dir, order.packed), draft, order);
      checkList(draft, order);
      renameDurably(draft, snapshotFile(dir, order.seq));
    });
  } catch (error) {
    removeDatabase(draft);
    throw error;
  }
}

function unpack(from: string, to: string, { chunks, chunkBytes, plainBytes }: UnpackOrder): void {
  const [packed, plain] = [openSync(from, "r"), openSync(to, "w")];
  const buffer = Buffer.alloc(Math.max(0, ...chunks.map(({ bytes }) => bytes)));
  let written = 0;
  try {
    for (const { bytes, sha256 } of chunks) {
      const piece = buffer.subarray(0, bytes);
      if (readSync(packed, piece) !== bytes || hash("sha256", piece, "hex") !== sha256) throw damaged("a chunk");
      const content = inflate(piece, Math.min(chunkBytes, plainBytes - written));
      for (let done = 0; done < content.length;) done += writeSync(plain, content, done);
      written += content.length;
    }
    if (written !== plainBytes) throw damaged(`${written} bytes instead of ${plainBytes}`);
    fsyncSync(plain);
  } finally {
    closeSync(packed);
    closeSync(plain);
  }
}

function inflate(piece: Uint8Array, bytes: number): Buffer {
  let content: Buffer;
  try {
    content = zstdDecompressSync(piece, { maxOutputLength: bytes, chunkSize: Math.max(64, bytes) });
  } catch (error) {
    throw damaged(String(error));
  }
  if (content.length !== bytes) throw damaged("a chunk of another size");
  return content;
}

/** It is a card list, and of as many cards as head office says. */
function checkList(file: string, { cards }: UnpackOrder): void {
  const list = openCardSnapshot(file);
  try {
    if (list.count() !== cards) throw damaged(`${list.count()} cards instead of ${cards}`);
  } finally {
    list.close();
  }
}

function damaged(what: string): StorageError {
  return new StorageError("storage-damaged", `the loaded snapshot: ${what}`, "cards");
}
