import { hash } from "node:crypto";
import { chainInput, chainStart, type Fact, type JournalEntry } from "../../core/sync/index.ts";
import { createSeal, StorageError } from "../connection/index.ts";

/** A row as stored: the exact canonical text of the fact, the names it is found by, its chain link, its sum. */
export type JournalRow = {
  readonly seq: number;
  readonly fact: string;
  readonly refs: string;
  readonly chain: string;
  readonly sum: number;
};

const seal = createSeal("journal", "journal");
const sealedFields = (row: Omit<JournalRow, "sum">) => [row.seq, row.fact, row.refs, row.chain] as const;

/** What is stored of a new fact. `fact` is the UTF-8 of its text, encoded once for hash, sum and file. */
export type NewRow = Omit<JournalRow, "fact"> & { readonly fact: Uint8Array };

/** Bytes of the previous link that stand before a fact: ASCII. */
const linkBytes = chainInput(chainStart, "").length;

/** Seals and links `text` behind `previous`. */
export function linkRow(previous: { seq: number; chain: string }, text: string, refs: string): NewRow {
  const linked = Buffer.from(chainInput(previous.chain, text));
  const chain = hash("sha256", linked, "hex");
  const seq = previous.seq + 1;
  const fact = linked.subarray(linkBytes);
  return { seq, fact, refs, chain, sum: seal.of([seq, { text, bytes: fact }, refs, chain]) };
}

/** The link that `factText` makes with the one before it, 64 hex digits. */
function chainLink(previous: string, factText: string): string {
  return hash("sha256", chainInput(previous, factText), "hex");
}

/** Whether the row is what was written, and the one that follows `previous`. */
export function rowFollows(previous: { seq: number; chain: string }, row: JournalRow): boolean {
  return row.seq === previous.seq + 1 && rowIsSound(row) && row.chain === chainLink(previous.chain, row.fact);
}

/** Whether the row, taken by itself, is what was written. */
export function rowIsSound(row: JournalRow): boolean {
  return seal.holds(sealedFields(row), row.sum);
}

/** Throws `storage-damaged` unless the row is what was written. */
export function toEntry(row: JournalRow): JournalEntry {
  seal.check(sealedFields(row), row.sum);
  return { seq: row.seq, fact: parseFact(row.fact), chain: row.chain };
}

/** Throws `storage-damaged` unless the rows are the asked ones: without gaps in a journal, no lookup can hide one. */
export function toEntries(
  rows: readonly JournalRow[],
  asked: { readonly first: number; readonly step: 1 | -1; readonly count: number },
): JournalEntry[] {
  const there = rows.length === Math.max(0, asked.count);
  if (!there || rows.some(({ seq }, index) => seq !== asked.first + index * asked.step)) {
    throw new StorageError("storage-damaged", `the journal does not find fact ${asked.first}`, "journal");
  }
  return rows.map(toEntry);
}

export function parseRefs(text: string): string[] {
  const refs: unknown = JSON.parse(text);
  return Array.isArray(refs) ? refs.filter((ref) => typeof ref === "string") : [];
}

function parseFact(text: string): Fact {
  const value: unknown = JSON.parse(text);
  if (!isFact(value)) throw new StorageError("storage-damaged", "a journal row holds no fact", "journal");
  return value;
}

/** The fields that the journal itself writes; bodies are read with the schemas of the commands that write them. */
function isFact(value: unknown): value is Fact {
  if (typeof value !== "object" || value === null) return false;
  return "v" in value && value.v === 1 && "kind" in value && "at" in value && "body" in value;
}
