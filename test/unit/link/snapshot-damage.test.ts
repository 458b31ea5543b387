import { hash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newSigningKey, readSigner } from "../../../hq/api/index.ts";
import { writeCardSnapshot } from "../../../db/card-list/index.ts";
import { unpackCards } from "../../../db/stores/index.ts";
import { download, packedFile } from "../../../electron/link/download.ts";
import { isSigned } from "../../../electron/link/keys.ts";
import type { LaneParts, SnapshotYard } from "../../../electron/link/link-desk.ts";
import { askSnapshot } from "../../../electron/link/load-snapshot.ts";
import { SnapshotAnswer, type SnapshotManifest, snapshotText } from "../../../core/sync/index.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "snapshot-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const chunkBytes = 4096;
const signer = readSigner(newSigningKey());

/** A snapshot as head office packs it. */
function packed(count = 3000): { manifest: SnapshotManifest; wire: Buffer } {
  const cards = Array.from({ length: count }, (_, at) => ({
    card: { number: String(2_900_000_000_000 + at * 7), programme: "shop", status: "active" as const, since: at * 999 },
    epoch: 1,
  }));
  writeCardSnapshot(join(dir, "draft"), join(dir, "plain"), cards);
  const plain = readFileSync(join(dir, "plain"));
  const chunked: Buffer[] = [];
  for (let from = 0; from < plain.length; from += chunkBytes)
    chunked.push(
      zstdCompressSync(plain.subarray(from, from + chunkBytes), { params: { [constants.ZSTD_c_compressionLevel]: 3 } }),
    );
  const wire = Buffer.concat(chunked);
  const chunks = chunked.map((piece) => ({ bytes: piece.length, sha256: hash("sha256", piece, "hex") }));
  const place = { v: 1, terminal: "t-1", shard: "main", pos: 5, generation: "", answered: 0, hqTime: 0 };
  const sizes = { cards: count, plainBytes: plain.length, wireBytes: wire.length, chunkBytes, chunks };
  return { manifest: { ...place, name: `cards-${"0".repeat(32)}`, ...sizes }, wire };
}

type Line = { asked: number[]; served: number };

/** A line to head office that breaks after so many bytes, and brings what `spoil` makes of them. */
function yardOf(wire: Buffer, { cut = Infinity, spoil = (bytes: Buffer): Buffer => bytes } = {}) {
  const line: Line = { asked: [], served: 0 };
  const yard: SnapshotYard = {
    dir,
    freeBytes: () => 1e12,
    unpack: async (order) => unpackCards(dir, order),
    async stream(_, from) {
      line.asked.push(from);
      const rest = spoil(Buffer.from(wire)).subarray(from, from + cut);
      return { ok: true, value: pieces(rest, line, cut) };
    },
  };
  return { yard, line };
}

async function* pieces(rest: Buffer, line: Line, cut: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < rest.length; at += 1000) {
    const piece = rest.subarray(at, at + 1000);
    line.served += piece.length;
    yield piece;
  }
  if (rest.length === cut) throw new Error("the line broke");
}

const quiet = (): void => undefined;
const unpackOrder = (manifest: SnapshotManifest, seq = 1) => ({ ...manifest, packed: packedFile, seq });

describe("a line that breaks", () => {
  it("goes on from the chunk that was under way, however often it breaks, and brings no other twice", async () => {
    const { manifest, wire } = packed();
    const most = Math.max(...manifest.chunks.map(({ bytes }) => bytes));
    let [tries, served] = [0, 0];
    for (let done = false; !done && tries < 200; tries += 1) {
      const { yard, line } = yardOf(wire, { cut: 5000 });
      done = (await download(yard, manifest, quiet)).ok;
      served += line.served;
    }
    expect(readFileSync(join(dir, packedFile)).equals(wire)).toBe(true);
    expect(served).toBeLessThanOrEqual(wire.length + tries * most);
    const { yard, line } = yardOf(wire);
    expect(await download(yard, manifest, quiet)).toEqual({ ok: true, value: null });
    expect(line.asked).toEqual([]);
  });

  it("leaves nothing of it that is not checked again: torn and flipped bytes of the disk come anew", async () => {
    const { manifest, wire } = packed();
    const place = fc.record({ length: fc.nat(wire.length), at: fc.nat(wire.length), bit: fc.nat(7) });
    for (const { length, at, bit } of fc.sample(place, { numRuns: 30, seed: 7 })) {
      writeFileSync(join(dir, packedFile), flipped(wire, at, bit).subarray(0, length));
      const { yard } = yardOf(wire);
      expect((await download(yard, manifest, quiet)).ok).toBe(true);
      expect(readFileSync(join(dir, packedFile)).equals(wire)).toBe(true);
    }
  });

  it("that head office keeps no more is begun anew with another, and nothing of the first is left", async () => {
    const first = packed(2000);
    await download(yardOf(first.wire, { cut: 5000 }).yard, first.manifest, quiet);
    const second = packed(2500);
    const { yard, line } = yardOf(second.wire);
    expect((await download(yard, second.manifest, quiet)).ok).toBe(true);
    expect(line.asked).toEqual([0]);
    expect(readFileSync(join(dir, packedFile)).equals(second.wire)).toBe(true);
  });
});

function flipped(bytes: Buffer, at: number, bit = 0): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy[at] ?? 0) ^ (1 << bit), Math.min(at, copy.length - 1));
  return copy;
}

describe("chunks that are not what head office signed", () => {
  it("are refused as they come, whatever byte is wrong, missing or too many; what was right is kept", async () => {
    const { manifest, wire } = packed(1000);
    for (let at = 0; at < wire.length; at += 37) {
      const { yard } = yardOf(wire, { spoil: (bytes) => flipped(bytes, at) });
      expect(await download(yard, manifest, quiet)).toEqual({ ok: false, refusal: { kind: "damaged" } });
      const kept = readFileSync(join(dir, packedFile));
      expect([kept.length <= at, kept.equals(wire.subarray(0, kept.length))]).toEqual([true, true]);
      rmSync(join(dir, packedFile));
    }
    const long = yardOf(wire, { spoil: (bytes) => Buffer.concat([bytes, Buffer.from("x")]) });
    expect((await download(long.yard, manifest, quiet)).ok).toBe(false);
    const short = yardOf(wire, { spoil: (bytes) => bytes.subarray(0, -1) });
    rmSync(join(dir, packedFile));
    expect(await download(short.yard, manifest, quiet)).toEqual({ ok: false, refusal: { kind: "unreachable" } });
  });

  it("are refused when they rot before they are unpacked, and leave nothing behind", () => {
    const { manifest, wire } = packed(500);
    for (let at = 0; at < wire.length; at += 101) {
      writeFileSync(join(dir, packedFile), flipped(wire, at));
      expect(() => unpackCards(dir, unpackOrder(manifest))).toThrow(/storage-damaged/);
    }
    writeFileSync(join(dir, packedFile), wire.subarray(0, -1));
    expect(() => unpackCards(dir, unpackOrder(manifest))).toThrow(/storage-damaged/);
    expect(readdirSync(dir).filter((name) => /^cards-(\d|unpacked)/.test(name))).toEqual([]);
  });

  it("are refused where the list is another than the manifest says: its number of cards, its size", () => {
    const { manifest, wire } = packed(500);
    writeFileSync(join(dir, packedFile), wire);
    const wrong = [{ cards: 499 }, { plainBytes: manifest.plainBytes - 1 }, { plainBytes: manifest.plainBytes + 1 }];
    for (const change of wrong)
      expect(() => unpackCards(dir, unpackOrder({ ...manifest, ...change }))).toThrow(/storage-damaged/);
    unpackCards(dir, unpackOrder(manifest));
    expect(readFileSync(join(dir, "cards-1.db")).equals(readFileSync(join(dir, "plain")))).toBe(true);
  });
});

describe("a manifest", () => {
  const asked = (text: string, signature: string, hqKey = signer.publicKey) => {
    const parts = {
      identity: { terminal: "t-1", shard: "main" },
      ask: async () => ({ ok: true, value: SnapshotAnswer.parse({ manifest: text, signature }) }),
      believes: (said: string, by: string) => isSigned(said, by, hqKey),
    };
    return askSnapshot(parts as unknown as LaneParts);
  };
  const whyNot = async (...said: Parameters<typeof asked>) => {
    const answer = await asked(...said);
    return answer.ok ? "taken" : answer.refusal.why;
  };

  it("is refused with any byte of it flipped, cut off, put in, or signed by another key", async () => {
    const text = JSON.stringify(packed(60).manifest);
    const signature = signer.sign(snapshotText(text));
    expect(await whyNot(text, signature)).toBe("taken");
    for (let at = 0; at < text.length; at += 1) {
      const other = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
      expect(await whyNot(other, signature)).toBe("not-trusted");
    }
    for (const other of [text.slice(0, -1), text.slice(1), `${text} `, ""])
      expect(await whyNot(other, signature)).toBe("not-trusted");
    expect(await whyNot(text, readSigner(newSigningKey()).sign(snapshotText(text)))).toBe("not-trusted");
    expect(await whyNot(text, signer.sign(text))).toBe("not-trusted");
    expect(await whyNot(text, signature, readSigner(newSigningKey()).publicKey)).toBe("not-trusted");
  });

  it.each([
    ["of another till", { terminal: "t-2" }],
    ["of another shard", { shard: "west" }],
    ["whose sizes do not agree", { wireBytes: 1 }],
    ["of too few chunks", { chunks: [] }],
    ["with chunks that would not fit into memory", { chunkBytes: 1e9 }],
    ["without a place in the feed", { pos: -1 }],
    ["whose name is a path", { name: "../../etc/passwd" }],
  ])("%s is refused although it is signed", async (_, change) => {
    const text = JSON.stringify({ ...packed(60).manifest, ...change });
    expect(await whyNot(text, signer.sign(snapshotText(text)))).toBe("damaged");
  });
});
