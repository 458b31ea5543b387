import {
  ListsDocument,
  openSigned,
  PacksDocument,
  pinRoot,
  type KnownTrust,
  type PackEntry,
  type RootDocument,
} from "../../trust/index.ts";
import type { Ports } from "../ports.ts";

type Trusting = Pick<Ports, "sync" | "digest" | "isSigned">;

/** What head office can rule at a till; all else stays with the till. */
export const ruledThings = ["packs", "catalogue", "operators"] as const;
export type RuledThing = (typeof ruledThings)[number];

/** The root that this till believes; undefined where head office has none. */
export function trustedRoot(ports: Trusting): RootDocument | undefined {
  const known = ports.sync.trust();
  const root = known && pinRoot(ports, known.root);
  return root?.ok ? root.value : undefined;
}

/** Versions of packs that head office has handed out to this till; none before the first. */
export function packsFromOffice(ports: Pick<Ports, "sync">): readonly PackEntry[] {
  const stored = ports.sync.trust()?.packs;
  const shard = ports.sync.identity()?.shard ?? "";
  return stored ? entriesFor(stored, shard) : [];
}

export function entriesFor(stored: { readonly text: string }, shard: string): readonly PackEntry[] {
  const opened = openSigned(stored.text, PacksDocument, "packs");
  if (!opened.ok) return [];
  return opened.value.document.packs.filter(({ shards }) => shards.length === 0 || shards.includes(shard));
}

export function listsFromOffice(known: KnownTrust | null): ListsDocument | undefined {
  const opened = known?.lists ? openSigned(known.lists.text, ListsDocument, "lists") : undefined;
  return opened?.ok ? opened.value.document : undefined;
}

export function ruledByOffice(ports: Pick<Ports, "sync">): RuledThing[] {
  const known = ports.sync.trust();
  if (!known) return [];
  const lists = listsFromOffice(known);
  return ruledThings.filter((thing) =>
    thing === "packs" ? packsFromOffice(ports).length > 0 : lists !== undefined && lists[thing] !== null,
  );
}
