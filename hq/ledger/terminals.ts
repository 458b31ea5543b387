import { chainStart, type Watermark } from "../../core/sync/index.ts";
import type { Sql } from "./sql.ts";

export type Terminal = Watermark & {
  readonly terminal: string;
  readonly name: string;
  readonly shard: string;
  readonly publicKey: string;
  readonly projected: number;
  readonly enrolledAt: number;
  readonly lastContact: number;
  readonly revokedAt: number | null;
  readonly forkedAt: number | null;
  /** A person has let it go on: whatever life it is in, it is to begin another. Null once it has. */
  readonly releasedAt: number | null;
};

const columns = `terminal_id AS terminal, name, shard, public_key AS "publicKey", generation, acked, chain, projected,
  enrolled_at AS "enrolledAt", last_contact AS "lastContact", revoked_at AS "revokedAt", forked_at AS "forkedAt",
  released_at AS "releasedAt"`;

export async function findTerminal(sql: Sql, terminal: string): Promise<Terminal | undefined> {
  const [found] = await sql.query<Terminal>(`SELECT ${columns} FROM terminal WHERE terminal_id = $1`, [terminal]);
  return found;
}

export type NewCode = {
  readonly codeHash: string;
  readonly name: string;
  readonly shard: string;
  readonly until: number;
};

/** A one-time code for a till of this name. Only its hash is kept. */
export async function offerCode(sql: Sql, { codeHash, name, shard, until }: NewCode): Promise<void> {
  await sql.query("INSERT INTO shard (shard) VALUES ($1) ON CONFLICT (shard) DO NOTHING", [shard]);
  await sql.query("INSERT INTO enrolment (code_hash, name, shard, expires_at) VALUES ($1, $2, $3, $4)", [
    codeHash,
    name,
    shard,
    until,
  ]);
}

export type Enrol = {
  readonly codeHash: string;
  readonly terminal: string;
  readonly publicKey: string;
  readonly device: string;
  /** Who the till was before. */
  readonly before?: string | undefined;
  readonly now: number;
};

/** Uses the code up and makes the terminal; undefined for a code that is unknown, used or over. */
export async function enrolTerminal(sql: Sql, order: Enrol): Promise<{ readonly shard: string } | undefined> {
  return sql.transaction(async (inside) => {
    const [code] = await inside.query<{ name: string; shard: string }>(
      `UPDATE enrolment SET used_by = $2 WHERE code_hash = $1 AND used_by IS NULL AND expires_at > $3
       RETURNING name, shard`,
      [order.codeHash, order.terminal, order.now],
    );
    if (!code) return undefined;
    await inside.query(
      `INSERT INTO terminal (terminal_id, name, shard, public_key, chain, enrolled_at, device, before_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        order.terminal,
        code.name,
        code.shard,
        order.publicKey,
        chainStart,
        order.now,
        order.device,
        order.before ?? null,
      ],
    );
    return { shard: code.shard };
  });
}

/** The till begins another life of its journal: what it sends from now on is counted from 1 again. */
export async function beginGeneration(
  sql: Sql,
  { terminal, generation }: Pick<Terminal, "terminal" | "generation">,
  next: string,
): Promise<boolean> {
  const moved = await sql.query(
    `UPDATE terminal SET generation = $3, acked = 0, chain = $4, projected = 0, released_at = NULL
     WHERE terminal_id = $1 AND generation = $2 AND acked = projected AND forked_at IS NULL
     RETURNING terminal_id`,
    [terminal, generation, next, chainStart],
  );
  return moved.length === 1;
}

export type Contact = {
  readonly terminal: string;
  readonly now: number;
  /** What the till says of itself beside its facts. */
  readonly said?: { readonly app: string; readonly pending: number };
};

export async function noteContact(sql: Sql, { terminal, now, said }: Contact): Promise<void> {
  await sql.query(
    `UPDATE terminal SET last_contact = $2, app = coalesce($3, app), pending = coalesce($4, pending)
     WHERE terminal_id = $1`,
    [terminal, now, said?.app ?? null, said?.pending ?? null],
  );
}

export async function markForked(sql: Sql, terminal: string, now: number): Promise<void> {
  await sql.query("UPDATE terminal SET forked_at = $2 WHERE terminal_id = $1 AND forked_at IS NULL", [terminal, now]);
}

export async function revokeTerminal(sql: Sql, terminal: string, now: number): Promise<void> {
  await sql.query("UPDATE terminal SET revoked_at = $2 WHERE terminal_id = $1 AND revoked_at IS NULL", [terminal, now]);
}

export type Quarantined = {
  readonly terminal: string;
  readonly at: number;
  readonly hash: string;
  /** `broken`: its links do not hold; `forked`: they follow another journal. */
  readonly reason: string;
  readonly body: string;
};

/** A batch that could not be taken, as it came. Facts are never thrown away. */
export async function keepInQuarantine(sql: Sql, { terminal, at, hash, reason, body }: Quarantined): Promise<void> {
  await sql.query(
    `INSERT INTO quarantine (terminal_id, at, hash, reason, body) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (terminal_id, hash) DO NOTHING`,
    [terminal, at, hash, reason, body],
  );
}
