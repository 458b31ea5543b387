import type { ConsoleRole } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";

export type SignedIn = { readonly login: string; readonly name: string; readonly role: ConsoleRole };

/** A session ends by itself after an hour without a call, and in any case after a working day. */
export const sessionLimits = { idleMs: 3_600_000, longestMs: 43_200_000 } as const;

/** Not every call is noted: a minute is exact enough. */
const notedEveryMs = 60_000;

/** Only the token's hash is kept: who reads the database gets nobody's session. */
export async function openSession(
  sql: Sql,
  { tokenHash, login, now }: { readonly tokenHash: string; readonly login: string; readonly now: number },
): Promise<void> {
  await sql.query("DELETE FROM console_session WHERE made_at < $1 OR seen_at < $2", [
    now - sessionLimits.longestMs,
    now - sessionLimits.idleMs,
  ]);
  await sql.query("INSERT INTO console_session (token_hash, login, made_at, seen_at) VALUES ($1, $2, $3, $3)", [
    tokenHash,
    login,
    now,
  ]);
}

type Row = SignedIn & { readonly seenAt: number };

export async function findSession(sql: Sql, tokenHash: string, now: number): Promise<SignedIn | undefined> {
  const [row] = await sql.query<Row>(
    `SELECT p.login, p.name, p.role, s.seen_at AS "seenAt"
     FROM console_session s JOIN console_person p ON p.login = s.login
     WHERE s.token_hash = $1 AND p.off_at IS NULL AND s.made_at > $2 AND s.seen_at > $3`,
    [tokenHash, now - sessionLimits.longestMs, now - sessionLimits.idleMs],
  );
  if (!row) return undefined;
  if (now - row.seenAt >= notedEveryMs)
    await sql.query("UPDATE console_session SET seen_at = $2 WHERE token_hash = $1", [tokenHash, now]);
  return { login: row.login, name: row.name, role: row.role };
}

export async function endSession(sql: Sql, tokenHash: string): Promise<void> {
  await sql.query("DELETE FROM console_session WHERE token_hash = $1", [tokenHash]);
}
