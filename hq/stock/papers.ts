import type { LocalDate } from "../../core/kernel/index.ts";
import { numbersText, type PaperKind, type Range } from "../../core/stock/index.ts";
import type { StockPaperRow } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import type { Book } from "./book.ts";

/** What a paper holds beside its columns; each kind fills its own. */
export type PaperBody = {
  readonly ranges?: readonly Range[];
  readonly from?: string;
  readonly to?: string;
  readonly ground?: string;
  readonly request?: string | null;
  readonly arrivedCards?: number;
  readonly receiver?: string;
  readonly difference?: string;
  readonly route?: "organisation" | "event";
  readonly period?: string;
  readonly order?: string;
  readonly addressee?: string;
  readonly event?: string;
  readonly eventOn?: LocalDate;
  readonly fromDay?: LocalDate;
  readonly toDay?: LocalDate;
  readonly places?: string;
  readonly decidedBy?: string;
  readonly rows?: readonly ReportRow[];
  /** Movements that a report is about: each stands on one report. */
  readonly moves?: readonly number[];
  readonly report?: string | null;
  readonly reason?: string;
  readonly head?: string;
};

export type ReportRow = { readonly entity: string; readonly ranges: readonly Range[]; readonly service: string };

export type StockPaper = StockPaperRow & { readonly body: PaperBody };

type Stored = StockPaperRow & { readonly text: string };

const columns = `id, kind, no, on_day AS on, state, place, person, subject, cards, version`;

export async function findPaper(sql: Sql, programme: string, id: string): Promise<StockPaper | undefined> {
  const [found] = await sql.query<Stored>(
    `SELECT ${columns}, body AS text FROM stock_paper WHERE programme = $1 AND id = $2`,
    [programme, id],
  );
  return found && withBody(found);
}

/** The cards of a paper, as they stand in a field. */
export function paperNumbers({ ranges = [], rows = [] }: PaperBody): string {
  return numbersText([...ranges, ...rows.flatMap((row) => row.ranges)]);
}

/** All papers of one kind, for what is counted from them. */
export async function papersOf(sql: Sql, programme: string, kind: PaperKind): Promise<StockPaper[]> {
  const rows = await sql.query<Stored>(
    `SELECT ${columns}, body AS text FROM stock_paper WHERE programme = $1 AND kind = $2 ORDER BY on_day, id`,
    [programme, kind],
  );
  return rows.map(withBody);
}

export type PaperQuery = {
  readonly kind: PaperKind | null;
  readonly text: string;
  readonly before: { readonly on: LocalDate; readonly id: string } | null;
  readonly limit: number;
};

/** The newest first. */
export async function listPapers(sql: Sql, programme: string, query: PaperQuery): Promise<StockPaperRow[]> {
  const like = `%${query.text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql.query<StockPaperRow>(
    `SELECT ${columns} FROM stock_paper
     WHERE programme = $1 AND ($2 = '' OR kind = $2) AND (on_day, id) < ($3, $4)
       AND lower(no || ' ' || subject) LIKE $5
     ORDER BY on_day DESC, id DESC LIMIT $6`,
    [programme, query.kind ?? "", query.before?.on ?? "9999", query.before?.id ?? "", like, query.limit],
  );
}

/** A new paper, as its clerk dated it. */
export async function writePaper(book: Book, paper: Omit<StockPaper, "version">): Promise<void> {
  const { id, kind, no, on, state, place, person, subject, cards, body } = paper;
  await book.sql.query(
    `INSERT INTO stock_paper (programme, id, kind, no, on_day, state, place, person, subject, cards, body, version,
       by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13)`,
    [book.id, id, kind, no, on, state, place, person, subject, cards, JSON.stringify(body), book.by, book.now],
  );
}

/** What becomes of a paper whose version the clerk has seen. */
export async function changePaper(
  book: Book,
  { id, version, body }: StockPaper,
  change: { readonly state: StockPaperRow["state"]; readonly body?: PaperBody },
): Promise<void> {
  await book.sql.query(
    `UPDATE stock_paper SET state = $4, body = $5, version = version + 1
     WHERE programme = $1 AND id = $2 AND version = $3`,
    [book.id, id, version, change.state, JSON.stringify({ ...body, ...change.body })],
  );
}

function withBody({ text, ...row }: Stored): StockPaper {
  // Written by this room only, from the type it is read as.
  return { ...row, body: JSON.parse(text) as PaperBody };
}
