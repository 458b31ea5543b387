import { fork } from "node:child_process";
import { hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { constants, zstdCompressSync } from "node:zlib";
import * as z from "zod";
import { syncLimits } from "../../core/sync/index.ts";
import { openStorage, type UnpackOrder } from "../../db/stores/index.ts";
import type { Card } from "../../core/card/index.ts";
import { beginCardSnapshot } from "../../db/card-list/index.ts";
import { count, type Figure, inFolder, ms, quantile, quiet, type Scale, timeMs, times, verdictOf } from "./figures.ts";

const packed = "cards-loading.part";
const Unpacked = z.object({ tookMs: z.number(), peakMiB: z.number() });

/**
 * P15 and P6: a card list as it is sent, and the till that unpacks it in another process and puts it into use while
 * lookups go on, beside writing the same bytes.
 */
export async function measureSnapshot({ quick }: Scale): Promise<Figure[]> {
  const cards = quick ? 1_000_000 : 10_000_000;
  return inFolder(async (dir) => {
    const numbers = writeList(dir, cards);
    const order = packList(dir, cards);
    const wireBytes = order.chunks.reduce((sum, { bytes }) => sum + bytes, 0);
    const floorMs = timeMs(() => copyThrough(join(dir, "cards-1.db"), join(dir, "floor")));
    const storage = openStorage(dir, quiet);
    const seq = storage.cards.reserve();
    const unpacking = unpackElsewhere(dir, { ...order, seq });
    const lookups = await lookUpUntil(storage, numbers, unpacking);
    const { tookMs, peakMiB } = await unpacking;
    const pauseMs = timeMs(() => {
      const adoption = storage.cards.adopt(seq);
      storage.transaction(() => {
        adoption.commit();
        storage.sync.stoodFor(1);
      });
    });
    storage.health.close();
    const of = count(cards);
    return [
      limited(`P15 snapshot of ${of} cards <= 18 bytes a card`, wireBytes / cards, [18, " B"]),
      {
        goal: `P6 ${of} cards unpacked, checked and durable <= 1.5x the write floor`,
        figure: ms(tookMs),
        yardstick: `write + fsync ${ms(floorMs)}`,
        ratio: times(tookMs / floorMs),
        verdict: verdictOf(tookMs <= 1.5 * floorMs),
      },
      limited("P6 peak memory of that process <= 150 MiB", peakMiB, [150, " MiB"]),
      limited("P6 the till stands still for the switch <= 5 ms", pauseMs, [5, " ms"]),
      limited("P7 lookups meanwhile, p99 <= 0.2 ms", quantile(lookups, 0.99), [0.2, " ms"]),
    ];
  });
}

function limited(goal: string, value: number, [limit, unit]: readonly [number, string]): Figure {
  return { goal, figure: `${value.toFixed(2)}${unit}`, yardstick: "", ratio: "", verdict: verdictOf(value <= limit) };
}

/** As head office packs it. */
function packList(dir: string, cards: number): Omit<UnpackOrder, "seq"> {
  const { chunkBytes } = syncLimits;
  const [from, to] = [openSync(join(dir, "cards-1.db"), "r"), openSync(join(dir, packed), "w")];
  const buffer = Buffer.alloc(chunkBytes);
  const chunks: { bytes: number; sha256: string }[] = [];
  for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) {
    const params = { [constants.ZSTD_c_compressionLevel]: 6 };
    const content = zstdCompressSync(buffer.subarray(0, read), { params });
    writeSync(to, content);
    chunks.push({ bytes: content.length, sha256: hash("sha256", content, "hex") });
  }
  closeSync(from);
  closeSync(to);
  return { packed, chunks, chunkBytes, plainBytes: statSync(join(dir, "cards-1.db")).size, cards };
}

/** The same bytes, as fast as this disk takes them. */
function copyThrough(from: string, to: string): void {
  const [source, target] = [openSync(from, "r"), openSync(to, "w")];
  const buffer = Buffer.alloc(syncLimits.chunkBytes);
  for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer))
    writeSync(target, buffer, 0, read);
  fsyncSync(target);
  closeSync(source);
  closeSync(target);
}

const slice = 10_000;
const twoYearsMs = 2 * 365 * 86_400_000;

/**
 * A list as an association has one: numbers with gaps, each card changed at a moment of its own, one in a hundred
 * stopped. Answers a thousand of its numbers.
 */
function writeList(dir: string, cards: number): string[] {
  const draft = beginCardSnapshot(join(dir, "cards.new"));
  const some: string[] = [];
  let number = 2_900_000_000_000;
  for (let from = 0; from < cards; from += slice) {
    const listed = Array.from({ length: Math.min(slice, cards - from) }, () => {
      number += 1 + Math.floor(Math.random() * 20);
      const since = 1_700_000_000_000 + Math.floor(Math.random() * twoYearsMs);
      const card: Card = { number: String(number), programme: "beltamozh", status: "active", since };
      const isStopped = Math.random() < 0.01;
      return {
        card: isStopped ? { ...card, status: "blocked" as const, previous: "active" as const, reason: "lost" } : card,
        epoch: isStopped ? 2 : 1,
      };
    });
    draft.add(listed);
    if (some.length < 1000) some.push(...listed.slice(0, 10).map(({ card }) => card.number));
  }
  draft.finish(join(dir, "cards-1.db"));
  return some;
}

/** The product's own unpacking, in a process of its own so that its memory can be told. */
function unpackElsewhere(dir: string, order: UnpackOrder): Promise<z.infer<typeof Unpacked>> {
  const child = fork("test/bench/unpack-child.ts", [dir], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error("nothing was unpacked")));
    child.once("message", (said) => resolve(Unpacked.parse(said)));
    child.send(order);
  });
}

type Cards = { readonly cards: { find(number: string): unknown } };

/** One lookup each millisecond; times in milliseconds. */
async function lookUpUntil({ cards }: Cards, numbers: readonly string[], done: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  const state = { running: true };
  void done.finally(() => {
    state.running = false;
  });
  for (let at = 0; state.running; at += 1) {
    const number = numbers[at % numbers.length] ?? "";
    took.push(timeMs(() => cards.find(number)));
    await new Promise((resolve) => void setTimeout(resolve, 1));
  }
  return took;
}
