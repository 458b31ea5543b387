import * as z from "zod";
import { lineVersion, mergeCard, type CardChange, type CardState } from "../../core/sync/index.ts";
import type { NewLine } from "./feed.ts";
import type { Sql } from "./sql.ts";

/** One stored fact on its way into the ledger's state. */
export type StoredFact = {
  readonly terminal: string;
  readonly generation: string;
  readonly seq: number;
  readonly fact: string;
  readonly now: number;
};
export type Projected = { readonly lines: readonly NewLine[] };

/** What every column and index can hold. The rest of a body is not looked into: it may be of any depth. */
const Word = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u);
const Ground = z
  .string()
  .regex(/^[^\0\p{Cs}]{0,500}$/u)
  .nullish()
  .catch(null);

const Fact = z.object({ kind: z.string(), at: z.int().min(0), body: z.unknown() });
const Id = z.object({ id: Word });
const Seen = z.int().min(0).nullish().catch(null);
const Moved = z.object({ number: Word, from: Word, to: Word, ground: Ground, seen: Seen });
const CardMoved = Moved.extend({ programme: Word.or(z.literal("")).default("") });
const Sold = z.object({ pack: z.object({ id: Word }), cardMoves: z.array(Moved).max(1000) });

/** What became at a till of what head office sent. */
const TrustTold = z.object({
  kind: z.enum(["office-data-taken", "office-data-refused"]),
  at: z.int().min(0),
  body: z.object({ role: Word, rule: Word.optional(), detail: Ground.optional(), version: z.int().min(0).optional() }),
});

async function noteTrust(sql: Sql, { terminal, fact }: StoredFact): Promise<void> {
  if (!fact.includes('"office-data-')) return;
  const told = TrustTold.safeParse(readJson(fact)).data;
  if (!told) return;
  const { at, body } = told;
  await sql.query("UPDATE terminal SET trust = $2 WHERE terminal_id = $1", [terminal, JSON.stringify({ at, ...body })]);
}

type Change = CardChange & { readonly number: string; readonly programme: string };

/**
 * What a fact changes. One of an unknown kind is kept and changes nothing; one that should change something and cannot
 * be read is disputed, and the facts behind it go on.
 */
export async function projectFact(sql: Sql, stored: StoredFact): Promise<Projected> {
  const lines: NewLine[] = [];
  await noteTrust(sql, stored);
  const changes = changesOf(stored);
  if (!changes) return { lines: await dispute(sql, stored, { reason: "unreadable" }) };
  for (const change of changes) lines.push(...(await changeCard(sql, stored, change)));
  return { lines };
}

function changesOf({ fact: text, terminal }: StoredFact): Change[] | undefined {
  const fact = Fact.safeParse(readJson(text));
  if (!fact.success) return undefined;
  const { kind, at, body } = fact.data;
  const change = ({ ground, ...moved }: z.infer<typeof Moved>, programme: string): Change => {
    return { ...moved, programme, at, terminal, reason: ground ?? null };
  };
  if (kind === "card-moved") {
    const moved = CardMoved.safeParse(body);
    return moved.success ? [change(moved.data, moved.data.programme)] : undefined;
  }
  if (kind !== "sale-completed") return [];
  const sold = Sold.safeParse(body);
  return sold.success ? sold.data.cardMoves.map((move) => change(move, sold.data.pack.id)) : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function changeCard(sql: Sql, stored: StoredFact, change: Change): Promise<NewLine[]> {
  const { number, programme } = change;
  const [known] = await sql.query<CardState>(
    `SELECT status, since, epoch, terminal_id AS terminal, reason FROM card WHERE number = $1 FOR UPDATE`,
    [number],
  );
  const merged = mergeCard(known, change);
  await keepInHistory(sql, stored, { change, disputed: merged.ok ? null : merged.refusal });
  await keepForStock(sql, stored, change);
  if (!merged.ok) return dispute(sql, stored, { reason: merged.refusal, number });
  const state = merged.value;
  // Nothing new; told all the same, so that the till hears that its change is contained in it.
  if (state === null) return known ? [cardLine(stored, { number, programme, ...known })] : [];
  await sql.query(
    `INSERT INTO card (number, programme, status, since, reason, epoch, terminal_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (number) DO UPDATE SET status = $3, since = $4, reason = $5, epoch = $6, terminal_id = $7`,
    [number, programme, state.status, state.since, state.reason ?? null, state.epoch, state.terminal],
  );
  return [cardLine(stored, { number, programme, ...state })];
}

type Told = CardState & { readonly number: string; readonly programme: string };

function cardLine(stored: StoredFact, { number, programme, status, since, epoch, reason = null }: Told): NewLine {
  const body = { number, programme, status, since, epoch, reason, ...factOf(stored) };
  return { kind: "card-changed", v: lineVersion, body };
}

/** Its id, where it has one that can be told. */
function factOf({ fact }: StoredFact): { readonly fact?: string } {
  const id = Id.safeParse(readJson(fact)).data?.id;
  return id === undefined ? {} : { fact: id };
}

type Kept = { readonly change: Change; readonly disputed: string | null };

/** What was said to have been done to a card, also where nothing came of it: people look it up by the number. */
async function keepInHistory(sql: Sql, { terminal, generation, seq }: StoredFact, { change, disputed }: Kept) {
  const { number, from, to, at, reason = null } = change;
  await sql.query(
    `INSERT INTO card_history (number, id, at, terminal_id, was, status, reason, disputed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number, id) DO NOTHING`,
    [number, `${terminal} ${generation} ${seq} ${to}`, at, terminal, from, to, reason, disputed],
  );
}

/** What a card is while it is stock, and what takes it out of it. A stopped blank stays where it lies. */
const inStock = ["stocked", "with-distributor"];
const inUse = ["issued", "active"];

/** A blank that left the stock, or a card handed out that was used first, waits for the stock's book to follow. */
async function keepForStock(sql: Sql, { terminal, generation, seq }: StoredFact, change: Change): Promise<void> {
  const { number, programme, from, to, at } = change;
  if (!inStock.includes(from) || !inUse.includes(to)) return;
  await sql.query(
    `INSERT INTO stock_use (programme, id, number, terminal_id, was, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (programme, id) DO NOTHING`,
    [programme, `${terminal} ${generation} ${seq} ${number}`, number, terminal, from, at],
  );
}

/** Told to the tills and to head office's people; the fact itself stands. */
async function dispute(
  sql: Sql,
  stored: StoredFact,
  { reason, number }: { readonly reason: string; readonly number?: string },
): Promise<NewLine[]> {
  const { terminal, generation, seq, now } = stored;
  const body = { terminal, generation, seq, reason, ...(number === undefined ? {} : { number }), ...factOf(stored) };
  await sql.query(
    `INSERT INTO dispute (terminal_id, gen, seq, reason, body, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (terminal_id, gen, seq, reason) DO NOTHING`,
    [terminal, generation, seq, reason, JSON.stringify(body), now],
  );
  return [{ kind: "disputed", v: lineVersion, body }];
}
