import type { NewFacts, Watermark } from "../../core/sync/index.ts";
import type { Sql } from "./sql.ts";

export type StoreFacts = {
  readonly terminal: string;
  /** What the facts follow; nothing is stored when the ledger stands elsewhere by now. */
  readonly expected: Watermark;
  readonly fresh: NewFacts;
  readonly receivedAt: number;
};

/**
 * Stores facts and moves the terminal's watermark over them, as one statement: of two gateways that hold the same batch
 * one moves it, the other answers false and looks again. So a fact is stored once, and none is skipped.
 */
export async function storeFacts(sql: Sql, { terminal, expected, fresh, receivedAt }: StoreFacts): Promise<boolean> {
  const { from, facts, chain } = fresh;
  const rows = await sql.query<{ stored: number }>(
    `WITH moved AS (
       UPDATE terminal SET acked = $4::bigint, chain = $5, last_contact = $8::bigint,
         pending = pending - least(pending, $4::bigint - $3::bigint)
       WHERE terminal_id = $1 AND generation = $2 AND acked = $3::bigint AND chain = $7
         AND revoked_at IS NULL AND forked_at IS NULL
       RETURNING terminal_id
     ), stored AS (
       INSERT INTO event (terminal_id, gen, seq, fact, received_at)
       SELECT $1, $2, $3::bigint + n, fact, $8::bigint
       FROM unnest($6::text[]) WITH ORDINALITY AS fresh (fact, n)
       WHERE EXISTS (SELECT 1 FROM moved)
       RETURNING seq
     )
     SELECT count(*) AS stored FROM stored`,
    [terminal, expected.generation, from - 1, from - 1 + facts.length, chain, facts, expected.chain, receivedAt],
  );
  return rows[0]?.stored === facts.length;
}
