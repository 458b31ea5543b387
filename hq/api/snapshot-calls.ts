import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { snapshotText, type SnapshotAnswer, type SnapshotManifest } from "../../core/sync/index.ts";
import {
  answeredIn,
  findSnapshot,
  newestSnapshot,
  readPart,
  type SnapshotFile,
  snapshotPosition,
  type Sql,
  type Terminal,
} from "../ledger/index.ts";
import { Fault } from "./fault.ts";
import type { House } from "./talk.ts";

/** What the newest snapshot is to this till, signed for it alone. */
export async function snapshot({ sql, signer, now }: House, terminal: Terminal): Promise<SnapshotAnswer> {
  const { terminal: name, shard } = terminal;
  const file = await newestSnapshot(sql);
  const pos = file && (await snapshotPosition(sql, file.name, shard));
  if (!file || pos === undefined) throw new Fault(404, "no-snapshot", { message: "there is no snapshot yet" });
  const { builtAt: _, ...facts } = file;
  const answered = await answeredIn(sql, file.name, name);
  const told: SnapshotManifest = { ...facts, ...answered, terminal: name, shard, pos, hqTime: now() };
  const manifest = JSON.stringify(told);
  return { manifest, signature: signer.sign(snapshotText(manifest)) };
}

/** Files that one gateway sends at a time; who comes then comes again soon. */
const filesAtOnce = 64;

type Who = (request: FastifyRequest) => Promise<Terminal>;

/** The file of a snapshot, or a range of it: it never changes, so that it may be kept for ever wherever it passes. */
export function serveFiles(server: FastifyInstance, sql: Sql, who: Who): void {
  let sending = 0;
  server.get<{ Params: { name: string } }>("/v1/files/:name", async (request, reply) => {
    await who(request);
    const file = await findSnapshot(sql, request.params.name);
    if (!file) throw new Fault(404, "no-snapshot", { message: "this file is not kept any more" });
    const tag = `"${file.name}"`;
    reply.header("etag", tag).header("cache-control", "private, max-age=31536000, immutable");
    reply.header("accept-ranges", "bytes");
    if (request.headers["if-none-match"] === tag) return reply.code(304).send();
    const range = rangeOf(request, file, tag);
    if (range === "outside") return outside(reply, file);
    if (sending >= filesAtOnce) throw new Fault(503, "busy", { message: "many tills load at the moment" });
    sending += 1;
    const body = Readable.from(bytesOf(sql, file, range ?? { from: 0, to: file.wireBytes - 1 }));
    body.once("close", () => {
      sending -= 1;
    });
    const { from, to } = range ?? { from: 0, to: file.wireBytes - 1 };
    if (range) reply.code(206).header("content-range", `bytes ${from}-${to}/${file.wireBytes}`);
    return reply
      .type("application/octet-stream")
      .header("content-length", to - from + 1)
      .send(body);
  });
}

type Range = { readonly from: number; readonly to: number };
type Asked = Range | "outside" | undefined;

/** Undefined: the whole file. Several ranges at once, or another unit, get the whole, as RFC 9110 has it. */
function rangeOf({ headers }: FastifyRequest, { wireBytes }: SnapshotFile, tag: string): Asked {
  const condition = headers["if-range"];
  if (headers.range === undefined || (condition !== undefined && condition !== tag)) return undefined;
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range) ?? [];
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, wireBytes - Number(last)) : Number(first);
  const to = first === "" || last === "" ? wireBytes - 1 : Math.min(Number(last), wireBytes - 1);
  return from > to ? "outside" : { from, to };
}

function outside(reply: FastifyReply, { wireBytes }: SnapshotFile): FastifyReply {
  const said = { code: "range-outside", message: "the file is shorter" };
  return reply.code(416).header("content-range", `bytes */${wireBytes}`).send(said);
}

/** Chunk by chunk, as it is asked for: no file is ever whole in memory. */
async function* bytesOf(sql: Sql, { name, chunks }: SnapshotFile, { from, to }: Range): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const [at, { bytes }] of chunks.entries()) {
    const end = start + bytes;
    if (end > from && start <= to) {
      const content = await readPart(sql, name, at);
      if (content?.length !== bytes) throw new Error(`chunk ${at} of ${name} is gone`);
      yield content.subarray(Math.max(0, from - start), Math.min(bytes, to + 1 - start));
    }
    start = end;
  }
}
