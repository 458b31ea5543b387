import type { JournalEntry } from "../../sync/index.ts";
import type { Journal, Ports } from "../ports.ts";
import { directoryRef, entryOf, MemberEntryBody, recordOf } from "./member-facts.ts";

type Listed = { readonly member: string; readonly name: string; readonly cards: readonly string[] };
type Directory = { seq: number; readonly members: Map<string, Listed>; order: readonly Searched[] };
type Searched = { readonly listed: Listed; readonly words: string };

/**
 * Members by words, kept in memory beside the journal that they come from: ten thousand are read in a fraction of a
 * second when somebody searches first, later only what is new. Asked outside of transactions only, so that nothing is
 * remembered that never came to be.
 */
const directories = new WeakMap<Journal, Map<string, Directory>>();

/** New facts that are looked at at once, doubled until they reach what is known. */
const firstPage = 64;

/** Members with every word of `text` at the beginning of a word of name, number or card; by name. */
export function searchDirectory(
  { journal }: Pick<Ports, "journal">,
  { programme, text, limit }: { readonly programme: string; readonly text: string; readonly limit: number },
): Listed[] {
  const { order } = upToDate(journal, programme);
  const wanted = fold(text)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => ` ${word}`);
  const found: Listed[] = [];
  for (const { listed, words } of order) {
    if (found.length >= limit) break;
    if (wanted.every((word) => words.includes(word))) found.push(listed);
  }
  return found;
}

function upToDate(journal: Journal, programme: string): Directory {
  const known = directories.get(journal) ?? new Map<string, Directory>();
  directories.set(journal, known);
  const directory: Directory = known.get(programme) ?? { seq: 0, members: new Map<string, Listed>(), order: [] };
  known.set(programme, directory);
  const fresh = newFacts(journal, directoryRef(programme), directory.seq);
  if (fresh.length === 0) return directory;
  for (const fact of fresh) take(directory, fact);
  directory.seq = fresh.at(-1)?.seq ?? directory.seq;
  directory.order = [...directory.members.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((listed) => ({ listed, words: wordsOf(listed) }));
  return directory;
}

/** Facts with the name above `after`, oldest first. */
function newFacts(journal: Journal, ref: string, after: number): readonly JournalEntry[] {
  if (after === 0) return journal.byRef(ref);
  for (let size = firstPage; ; size *= 2) {
    const page = journal.lastByRef(ref, size);
    const fresh = page.filter(({ seq }) => seq > after);
    if (fresh.length < size) return fresh.toReversed();
  }
}

function take({ members }: Directory, fact: JournalEntry): void {
  const record = recordOf(fact);
  if (record) {
    const { member, name } = record;
    members.set(member, { member, name, cards: members.get(member)?.cards ?? [] });
  }
  const entry = entryOf(fact);
  if (entry?.kind !== "card-issued") return;
  const { member } = MemberEntryBody.parse(fact.fact.body);
  const listed = members.get(member);
  if (listed) members.set(member, { ...listed, cards: [...listed.cards, entry.card] });
}

/** A card is also asked for by its last four. */
function wordsOf({ member, name, cards }: Listed): string {
  return ` ${fold([name, member, ...cards.flatMap((card) => [card, card.slice(-4)])].join(" "))}`;
}

/** Lower case, ё as е, words of letters and digits parted by single blanks. */
function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
