import { rm } from "node:fs/promises";
import { join } from "node:path";
import { takeListed, takeSnapshot, type CardsFault } from "../../core/commands/index.ts";
import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import { SnapshotAnswer, SnapshotManifest, snapshotText, snapshotVersion } from "../../core/sync/index.ts";
import { download, packedFile, type DownloadFault } from "./download.ts";
import type { LaneParts, SnapshotYard } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

/** Why a snapshot was not taken, and what the link makes of it. */
export type LoadFault = { readonly why: CardsFault; readonly fault: OfficeFault };

const askMs = 20_000;

/** What head office has for this till, by its signature. */
export async function askSnapshot(parts: LaneParts): Promise<Result<SnapshotManifest, LoadFault>> {
  const { ask, believes, identity } = parts;
  const asked = await ask({ path: "/v1/snapshot", answer: SnapshotAnswer, timeoutMs: askMs });
  if (!asked.ok) {
    const isNone = asked.refusal.kind === "refused" && asked.refusal.status === 404;
    return refuse({ why: isNone ? "not-ready" : "cut-off", fault: asked.refusal });
  }
  const { manifest: text, signature } = asked.value;
  if (!believes(snapshotText(text), signature)) return refuse(strange("not-trusted"));
  const manifest = SnapshotManifest.safeParse(readJson(text)).data;
  const isOurs = manifest?.terminal === identity.terminal && manifest.shard === identity.shard;
  return manifest && isOurs ? ok(manifest) : refuse(strange("damaged"));
}

/**
 * Loads a snapshot, unpacks it beside the one in use and puts it in its place, while the till sells. Whatever fails,
 * the cards in use stay as they are.
 */
export async function loadSnapshot(parts: LaneParts, manifest: SnapshotManifest): Promise<Result<null, LoadFault>> {
  const { desk, pulse, yard } = parts;
  const ports = desk.ports();
  if (!yard || !ports) return refuse(strange("not-written"));
  if (manifest.v > snapshotVersion) return refuse(strange("newer-form"));
  if (manifest.pos < ports.sync.cursor()) return refuse(strange("stale"));
  const total = manifest.wireBytes;
  if (yard.freeBytes() < total + manifest.plainBytes + spareBytes) return refuse(strange("no-room"));
  const tell = (done: number): void => pulse.cards({ phase: "loading", done, total, fault: null });
  tell(0);
  const loaded = await download(yard, manifest, tell);
  if (!loaded.ok) return refuse(faultOf(loaded.refusal));
  pulse.cards({ phase: "unpacking", done: total, total, fault: null });
  const used = await unpackAndUse(parts, yard, manifest);
  // Whole or spoilt, what was loaded has had its use.
  await rm(join(yard.dir, packedFile), { force: true });
  if (used.ok) pulse.cards(null);
  return used;
}

/** Left free beside a snapshot: the till's own writing goes first. */
const spareBytes = 200 * 1024 * 1024;

async function unpackAndUse(
  parts: LaneParts,
  yard: SnapshotYard,
  manifest: SnapshotManifest,
): Promise<Result<null, LoadFault>> {
  const seq = parts.desk.ports()?.cards.reserve();
  if (seq === undefined) return refuse(strange("not-written"));
  const { chunks, chunkBytes, plainBytes, cards } = manifest;
  try {
    await yard.unpack({ packed: packedFile, chunks, chunkBytes, plainBytes, cards, seq });
  } catch (error) {
    parts.log("warn", "cards-not-unpacked", { cause: String(error) });
    const kind = error instanceof Error && "kind" in error ? error.kind : "";
    return refuse(
      strange(kind === "storage-full" ? "no-room" : kind === "storage-damaged" ? "damaged" : "not-written"),
    );
  }
  return adoptSnapshot(parts, manifest, seq);
}

/** Own changes held against the snapshot in one transaction: some two milliseconds. */
const atOnce = 40;

async function adoptSnapshot(
  { desk, log, signal, timers }: LaneParts,
  manifest: SnapshotManifest,
  seq: number,
): Promise<Result<null, LoadFault>> {
  const ports = desk.ports();
  if (!ports || signal.aborted) return refuse(strange("not-written"));
  const adoption = ports.cards.adopt(seq);
  const { pos } = manifest;
  const answered = manifest.generation === ports.journal.generation ? manifest.answered : 0;
  const seen = new Map<string, string | undefined>();
  const unseen = (): string[] => {
    return ports.cards.own().filter((number) => !seen.has(number) || seen.get(number) !== statusOf(number));
  };
  const statusOf = (number: string): string | undefined => ports.cards.find(number)?.status;
  for (let rest = unseen(); rest.length > atOnce; rest = unseen()) {
    const numbers = rest.slice(0, atOnce);
    const taken = desk.write((inside, context) => takeListed(inside, context, { adoption, answered, numbers }));
    if (taken === undefined) break;
    for (const number of numbers) seen.set(number, statusOf(number));
    await new Promise<void>((resolve) => void timers.after(0, resolve));
  }
  const used = desk.write((inside, context) => {
    takeSnapshot(inside, context, { adoption, answered, pos, rest: unseen() });
    return ok(true);
  });
  if (!used) {
    adoption.cancel();
    return refuse(strange("not-written"));
  }
  log("info", "cards-taken", { cards: manifest.cards, pos });
  return ok(null);
}

function strange(why: CardsFault): LoadFault {
  return { why, fault: { kind: "strange" } };
}

function faultOf(fault: DownloadFault): LoadFault {
  switch (fault.kind) {
    case "damaged":
      return strange("damaged");
    case "full":
      return strange("no-room");
    case "not-written":
      return strange("not-written");
    case "gone":
      return strange("cut-off");
    default:
      return { why: "cut-off", fault };
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
