import { usualStaleness } from "../../core/sync/index.ts";
import type { TerminalRow } from "../console-contract/index.ts";
import { offerCode, type Sql } from "../ledger/index.ts";
import { writeAudit } from "./audit.ts";

type Row = Omit<TerminalRow, "state"> & { readonly revokedAt: number | null; readonly forkedAt: number | null };

/** Every till, by name. */
export async function terminalRows(sql: Sql, now: number): Promise<TerminalRow[]> {
  const rows = await sql.query<Row>(
    `SELECT terminal_id AS terminal, name, shard, enrolled_at AS "enrolledAt", last_contact AS "lastContact", app,
       generation, acked, acked - projected AS behind, pending, revoked_at AS "revokedAt", forked_at AS "forkedAt",
       revoked_reason AS "revokedReason"
     FROM terminal ORDER BY name, terminal_id`,
  );
  return rows.map(({ revokedAt, forkedAt, ...row }) => {
    const state = revokedAt !== null ? "revoked" : forkedAt !== null ? "forked" : contact(now - row.lastContact);
    return { ...row, state };
  });
}

/** As the till itself shows the age of what it knows. */
function contact(ageMs: number): "live" | "late" | "silent" {
  const { amber, red } = usualStaleness;
  return ageMs < amber.fromMs ? "live" : ageMs < red.fromMs ? "late" : "silent";
}

export type By = { readonly by: string; readonly now: number; readonly id: string };

export type OfferedCode = By & {
  readonly codeHash: string;
  readonly name: string;
  readonly shard: string;
  readonly until: number;
};

/** A code by which one till enrols. */
export async function offerTerminal(sql: Sql, offer: OfferedCode): Promise<void> {
  const { codeHash, name, shard, until, by, now, id } = offer;
  await sql.transaction(async (inside) => {
    await offerCode(inside, { codeHash, name, shard, until });
    await writeAudit(inside, { id, at: now, who: by, action: "terminal-offered", subject: name, details: shard });
  });
}

export type TerminalDecision = By & {
  readonly terminal: string;
  /** `release`: the copy of a forked till was put away, this one goes on. */
  readonly what: "revoke" | "release";
  readonly reason: string;
};

/** False where the till is not in a state for it, or unknown. Holds from its next request on. */
export async function decideTerminal(sql: Sql, decision: TerminalDecision): Promise<boolean> {
  const { terminal, what, reason, by, now, id } = decision;
  return sql.transaction(async (inside) => {
    const name = what === "revoke" ? await revoke(inside, decision) : await release(inside, decision);
    if (name === undefined) return false;
    const subject = `${name} (${terminal})`;
    const action = what === "revoke" ? "terminal-revoked" : "terminal-released";
    await writeAudit(inside, { id, at: now, who: by, action, subject, details: reason });
    return true;
  });
}

async function revoke(sql: Sql, { terminal, now, reason }: TerminalDecision): Promise<string | undefined> {
  const [done] = await sql.query<{ name: string }>(
    `UPDATE terminal SET revoked_at = $2, revoked_reason = $3
     WHERE terminal_id = $1 AND revoked_at IS NULL RETURNING name`,
    [terminal, now, reason],
  );
  return done?.name;
}

/** What it wrote while two journals wrote under one name goes up once more, in a life of its own. */
async function release(sql: Sql, { terminal, now }: TerminalDecision): Promise<string | undefined> {
  const [done] = await sql.query<{ name: string }>(
    `UPDATE terminal SET forked_at = NULL, released_at = $2
     WHERE terminal_id = $1 AND forked_at IS NOT NULL AND revoked_at IS NULL RETURNING name`,
    [terminal, now],
  );
  return done?.name;
}
