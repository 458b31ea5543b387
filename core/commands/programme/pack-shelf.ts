import type { Pack } from "../../programme/index.ts";
import type { Ports, StoredPack } from "../ports.ts";
import { readPack, type AnyPack, type AnyRegulation } from "./read-pack.ts";

export type InstalledPack = { readonly pack: Pack; readonly hash: string };
export type InstalledRegulation = AnyRegulation & { readonly hash: string };
export type InstalledAny = AnyPack & { readonly hash: string };

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

export function createShelf(ports: Pick<Ports, "packs" | "digest">): PackShelf {
  const known = new Map<string, InstalledAny>();
  const read = ({ hash, json }: StoredPack): InstalledAny[] => {
    const before = known.get(hash);
    if (before) return [before];
    const pack = ports.digest(json) === hash ? readPack(json) : undefined;
    if (!pack?.ok) return [];
    const installed = { ...pack.value, hash };
    known.set(hash, installed);
    return [installed];
  };
  const those = (wanted: (stored: StoredPack) => boolean) => ports.packs.list().filter(wanted).flatMap(read);
  return {
    all: () => those(() => true),
    of: (ids) => those(({ id }) => ids.includes(id)),
    byHash: (hash) => known.get(hash) ?? those((stored) => stored.hash === hash)[0],
  };
}

export function sellingOf(packs: readonly InstalledAny[]): InstalledPack[] {
  return packs.flatMap((each) => (each.kind === "selling" ? [{ pack: each.pack, hash: each.hash }] : []));
}

export function regulationsOf(packs: readonly InstalledAny[]): InstalledRegulation[] {
  return packs.filter((each) => each.kind !== "selling");
}
