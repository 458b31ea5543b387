import type { DisputeRow } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { writeAudit } from "./audit.ts";

type Row = Omit<DisputeRow, "number"> & { readonly body: string };

/** What nobody has settled yet, the oldest first; or what was settled, the newest first. */
export async function listDisputes(sql: Sql, open: boolean, limit: number): Promise<DisputeRow[]> {
  const which = open ? "d.settled_at IS NULL ORDER BY d.at" : "d.settled_at IS NOT NULL ORDER BY d.settled_at DESC";
  const rows = await sql.query<Row>(
    `SELECT d.terminal_id AS terminal, d.gen AS generation, d.seq, d.reason, d.body, d.at, d.note,
       d.settled_at AS "settledAt", d.settled_by AS "settledBy", coalesce(t.name, d.terminal_id) AS place
     FROM dispute d LEFT JOIN terminal t ON t.terminal_id = d.terminal_id
     WHERE ${which}, d.terminal_id, d.seq LIMIT $1`,
    [limit],
  );
  return rows.map(({ body, ...row }) => ({ ...row, number: numberIn(body) }));
}

function numberIn(body: string): string | null {
  const read: unknown = JSON.parse(body);
  const isNamed = typeof read === "object" && read !== null && "number" in read;
  return isNamed && typeof read.number === "string" ? read.number : null;
}

export type Settlement = {
  readonly terminal: string;
  readonly generation: string;
  readonly seq: number;
  readonly reason: string;
  readonly note: string;
  readonly by: string;
  readonly now: number;
  readonly id: string;
};

/** False where it was settled before, or never was. */
export async function settleDispute(sql: Sql, settlement: Settlement): Promise<boolean> {
  const { terminal, generation, seq, reason, note, by, now, id } = settlement;
  return sql.transaction(async (inside) => {
    const [settled] = await inside.query<{ body: string }>(
      `UPDATE dispute SET settled_at = $5, settled_by = $6, note = $7
       WHERE terminal_id = $1 AND gen = $2 AND seq = $3 AND reason = $4 AND settled_at IS NULL RETURNING body`,
      [terminal, generation, seq, reason, now, by, note],
    );
    if (!settled) return false;
    const subject = numberIn(settled.body) ?? `${terminal} ${seq}`;
    await writeAudit(inside, { id, at: now, who: by, action: "dispute-settled", subject, details: note });
    return true;
  });
}

export type OpenDisputes = { readonly open: number; readonly since: number | null };

export async function countDisputes(sql: Sql): Promise<OpenDisputes> {
  const [row] = await sql.query<OpenDisputes>(
    "SELECT count(*) AS open, min(at) AS since FROM dispute WHERE settled_at IS NULL",
  );
  return row ?? { open: 0, since: null };
}
