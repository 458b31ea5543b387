import { hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import type { SnapshotManifest } from "../../core/sync/index.ts";
import type { SnapshotYard } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

/** A chunk is not what head office signed, or the file is not kept there any more. */
export type DownloadFault = OfficeFault | { readonly kind: "damaged" | "gone" | "full" | "not-written" };

/** The file of the folder that a snapshot is loaded into. One at a time: another one begins it anew. */
export const packedFile = "cards-loading.part";

/**
 * Loads a snapshot's chunks into the folder, each checked before it is kept. What a cut or a kill left is checked
 * again, and gone on from: at most the chunk that was under way comes twice.
 */
export async function download(
  yard: SnapshotYard,
  manifest: SnapshotManifest,
  progress: (done: number) => void,
): Promise<Result<null, DownloadFault>> {
  const file = await open(join(yard.dir, packedFile), "a+");
  try {
    const have = await keptChunks(file, manifest);
    progress(have.bytes);
    if (have.chunks === manifest.chunks.length) return ok(null);
    const stream = await yard.stream(`/v1/files/${manifest.name}`, have.bytes);
    if (!stream.ok) return refuse(isGone(stream.refusal) ? { kind: "gone" } : stream.refusal);
    return await receive(file, { stream: stream.value, manifest, have, progress });
  } catch (error) {
    return refuse({ kind: diskFault(error) });
  } finally {
    await file.close();
  }
}

function isGone(fault: OfficeFault): boolean {
  return fault.kind === "refused" && (fault.status === 404 || fault.status === 416);
}

function diskFault(error: unknown): "full" | "not-written" {
  if (!(error instanceof Error) || !("code" in error)) throw error;
  return error.code === "ENOSPC" || error.code === "EDQUOT" ? "full" : "not-written";
}

type Have = { readonly chunks: number; readonly bytes: number };

/** The chunks that lie in the file whole and unchanged; what follows them is cut off. */
async function keptChunks(file: FileHandle, { chunks }: SnapshotManifest): Promise<Have> {
  let have: Have = { chunks: 0, bytes: 0 };
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.max(0, ...chunks.map(({ bytes }) => bytes)));
  for (const { bytes, sha256 } of chunks) {
    if (have.bytes + bytes > size) break;
    await file.read(buffer, 0, bytes, have.bytes);
    if (hash("sha256", buffer.subarray(0, bytes), "hex") !== sha256) break;
    have = { chunks: have.chunks + 1, bytes: have.bytes + bytes };
  }
  if (size > have.bytes) await file.truncate(have.bytes);
  return have;
}

type Receiving = {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly manifest: SnapshotManifest;
  readonly have: Have;
  readonly progress: (done: number) => void;
};

async function receive(file: FileHandle, job: Receiving): Promise<Result<null, DownloadFault>> {
  const { chunks } = job.manifest;
  let { chunks: at, bytes: done } = job.have;
  let piece = Buffer.alloc(chunks[at]?.bytes ?? 0);
  let filled = 0;
  for await (const came of untilCut(job.stream)) {
    for (let from = 0; from < came.length;) {
      if (at >= chunks.length) return refuse({ kind: "damaged" });
      const take = Math.min(piece.length - filled, came.length - from);
      piece.set(came.subarray(from, from + take), filled);
      [from, filled] = [from + take, filled + take];
      if (filled < piece.length) continue;
      if (hash("sha256", piece, "hex") !== chunks[at]?.sha256) return refuse({ kind: "damaged" });
      await file.appendFile(piece);
      done += piece.length;
      at += 1;
      job.progress(done);
      piece = Buffer.alloc(chunks[at]?.bytes ?? 0);
      filled = 0;
    }
  }
  return at === chunks.length ? ok(null) : refuse({ kind: "unreachable" });
}

/** A stream that breaks ends early: what came of it counts. */
async function* untilCut(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  const cut = { done: true, value: undefined } as const;
  try {
    for (;;) {
      const next = await iterator.next().then(undefined, () => cut);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.(undefined).then(undefined, () => cut);
  }
}
