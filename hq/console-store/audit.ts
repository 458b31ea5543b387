import type { AuditRow } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";

export type AuditEntry = {
  /** Made by the caller, so that a repeated transaction writes one row. */
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: string;
};

/** Rows are only ever added: no statement of head office changes or removes one. In the transaction of the change. */
export async function writeAudit(sql: Sql, { id, at, who, action, subject, details = "" }: AuditEntry): Promise<void> {
  await sql.query(
    `INSERT INTO audit (id, at, who, action, subject, details) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING`,
    [id, at, who, action, subject, details],
  );
}

export type AuditQuery = {
  /** Anywhere in who, action, subject or details, whatever the case; empty: all. */
  readonly text: string;
  readonly before: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
};

/** The newest first. */
export async function searchAudit(sql: Sql, { text, before, limit }: AuditQuery): Promise<AuditRow[]> {
  const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql.query<AuditRow>(
    `SELECT id, at, who, action, subject, details FROM audit
     WHERE (at, id) < ($1, $2)
       AND ($3 = '%%' OR lower(who || ' ' || action || ' ' || subject || ' ' || details) LIKE $3)
     ORDER BY at DESC, id DESC LIMIT $4`,
    [before?.at ?? Number.MAX_SAFE_INTEGER, before?.id ?? "", like, limit],
  );
}
