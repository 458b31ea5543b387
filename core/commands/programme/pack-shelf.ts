import type { Pack } from "../../programme/index.ts";
import type { PackEntry } from "../../trust/index.ts";
import type { Ports, StoredPack } from "../ports.ts";
import { packsFromOffice } from "../trust/from-office.ts";
import { readPack, type AnyPack, type AnyRegulation } from "../../packs/index.ts";

/** `from`: day from which head office lets it hold, where that is later than the pack's own. */
type Installed = { readonly hash: string; readonly from?: string };
export type InstalledPack = Installed & { readonly pack: Pack };
export type InstalledRegulation = AnyRegulation & Installed;
export type InstalledAny = AnyPack & Installed;

/**
 * The installed packs. Each is read when first asked for and once: a till's start reads only what applies at its desk.
 * One whose text is not what was installed, or does not read any more, is as good as not installed.
 */
export type PackShelf = {
  /** Everything, oldest installation first. Reads it all: for whoever chooses. */
  all(): readonly InstalledAny[];
  /** Every version of these programmes. */
  of(ids: readonly string[]): readonly InstalledAny[];
  /** The pack that a stored receipt names. */
  byHash(hash: string): InstalledAny | undefined;
};

export function createShelf(ports: Pick<Ports, "packs" | "digest" | "sync" | "readPacks">): PackShelf {
  const known = new Map<string, InstalledAny>();
  const read = ({ hash, json }: StoredPack): InstalledAny[] => {
    const before = known.get(hash);
    if (before) return [before];
    if (ports.digest(json) !== hash) return [];
    const pack = ports.readPacks.recall(hash) ?? readAnew(ports, hash, json);
    if (!pack) return [];
    const installed = { ...pack, hash };
    known.set(hash, installed);
    return [installed];
  };
  const those = (wanted: (stored: StoredPack) => boolean) => ports.packs.list().filter(wanted).flatMap(read);
  const holding = (wanted: (stored: StoredPack) => boolean): InstalledAny[] => {
    const entries = packsFromOffice(ports);
    if (entries.length === 0) return those(wanted);
    return those((stored) => wanted(stored) && mayHold(entries, stored)).map((pack) => datedBy(entries, pack));
  };
  return {
    all: () => holding(() => true),
    of: (ids) => holding(({ id }) => ids.includes(id)),
    byHash: (hash) => known.get(hash) ?? those((stored) => stored.hash === hash)[0],
  };
}

function readAnew({ readPacks }: Pick<Ports, "readPacks">, hash: string, json: string): AnyPack | undefined {
  const read = readPack(json);
  if (!read.ok) return undefined;
  readPacks.keep(hash, read.value);
  return read.value;
}

/**
 * Of a programme that head office rules its own versions hold, and until their day what was there before them. What it
 * has taken back, and what somebody else brought later, does not.
 */
function mayHold(entries: readonly PackEntry[], { id, version }: StoredPack): boolean {
  const versions = entries.filter((each) => each.id === id).map((each) => each.version);
  return versions.length === 0 || versions.includes(version) || version < Math.min(...versions);
}

function datedBy(entries: readonly PackEntry[], installed: InstalledAny): InstalledAny {
  const { id, version } = installed.pack.pack;
  const entry = entries.find((each) => each.id === id && each.version === version);
  return entry ? { ...installed, from: entry.from } : installed;
}

/** Day from which a version holds here. */
export function beginsOn({ from, pack }: { readonly from?: string; readonly pack: AnyPack["pack"] }): string {
  return from ?? pack.pack.effective.from;
}

export function sellingOf(packs: readonly InstalledAny[]): InstalledPack[] {
  return packs.flatMap((each) => {
    if (each.kind !== "selling") return [];
    return [{ pack: each.pack, hash: each.hash, ...(each.from === undefined ? {} : { from: each.from }) }];
  });
}

export function regulationsOf(packs: readonly InstalledAny[]): InstalledRegulation[] {
  return packs.filter((each) => each.kind !== "selling");
}
