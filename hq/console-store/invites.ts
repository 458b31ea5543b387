import type { ConsoleRole } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { writeAudit } from "./audit.ts";
import { loginOf } from "./people.ts";

export type Invite = { readonly name: string; readonly role: ConsoleRole };

export type NewInvite = Invite & {
  readonly tokenHash: string;
  readonly until: number;
  readonly by: string;
  readonly now: number;
  readonly id: string;
};

/** A link for one person and one use; only its hash is kept. An empty name is chosen by whoever uses it. */
export async function makeInvite(sql: Sql, invite: NewInvite): Promise<void> {
  const { tokenHash, name, role, until, by, now, id } = invite;
  await sql.transaction(async (inside) => {
    await inside.query("INSERT INTO console_invite (token_hash, name, role, expires_at) VALUES ($1, $2, $3, $4)", [
      tokenHash,
      name,
      role,
      until,
    ]);
    await writeAudit(inside, { id, at: now, who: by, action: "person-invited", subject: name, details: role });
  });
}

/** Undefined for a link that is unknown, used or over. */
export async function findInvite(sql: Sql, tokenHash: string, now: number): Promise<Invite | undefined> {
  const [invite] = await sql.query<Invite>(
    "SELECT name, role FROM console_invite WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    [tokenHash, now],
  );
  return invite;
}

export type Acceptance = {
  readonly tokenHash: string;
  /** Counts only where the invitation has none. */
  readonly name: string;
  readonly hash: string;
  readonly now: number;
  readonly id: string;
};

/**
 * Uses the link up and makes the person, or gives a known one a new password and ends what was open under the old.
 * Undefined where the link does not hold (any more), or the chosen name is taken.
 */
export async function acceptInvite(sql: Sql, order: Acceptance): Promise<Invite | undefined> {
  return sql.transaction(async (inside) => {
    const invite = await findInvite(inside, order.tokenHash, order.now);
    if (!invite) return undefined;
    const { role } = invite;
    const name = invite.name === "" ? order.name : invite.name;
    const login = loginOf(name);
    const onTaken = invite.name === "" ? "NOTHING" : updated;
    const made = await inside.query(
      `INSERT INTO console_person (login, name, role, hash, made_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (login) DO ${onTaken} RETURNING login`,
      [login, name, role, order.hash, order.now],
    );
    const used = await inside.query(
      "UPDATE console_invite SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL RETURNING token_hash",
      [order.tokenHash, order.now],
    );
    if (made.length === 0 || used.length === 0) return undefined;
    await inside.query("DELETE FROM console_session WHERE login = $1", [login]);
    const { id, now: at } = order;
    await writeAudit(inside, { id, at, who: name, action: "invitation-accepted", subject: name, details: role });
    return { name, role };
  });
}

const updated = "UPDATE SET name = $2, role = $3, hash = $4, off_at = NULL, failures = 0, locked_until = 0";
