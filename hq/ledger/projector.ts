import { createSalesCount } from "./count-sales.ts";
import { appendFeed, type NewLine } from "./feed.ts";
import { knownFacts } from "./known-facts.ts";
import { projectFact, type Projected } from "./project-fact.ts";
import type { Sql } from "./sql.ts";

/** A shard is projected by whoever holds its lease; a stopped gateway's lease runs out by itself. */
export type ShardLease = { readonly shard: string; readonly owner: string; readonly fence: number };

export const leaseMs = 10_000;

/** Takes or keeps the right to project a shard; undefined while another has it. */
export async function holdShard(
  sql: Sql,
  { shard, owner, now }: { readonly shard: string; readonly owner: string; readonly now: number },
): Promise<ShardLease | undefined> {
  const [held] = await sql.query<{ fence: number }>(
    `UPDATE shard SET fence = CASE WHEN owner = $2 THEN fence ELSE fence + 1 END, owner = $2, until = $3::bigint
     WHERE shard = $1 AND (owner = $2 OR until < $4::bigint) RETURNING fence`,
    [shard, owner, now + leaseMs, now],
  );
  return held && { shard, owner, fence: held.fence };
}

/** Gives the right back, so that another need not wait until it runs out. */
export async function releaseShard(sql: Sql, { shard, fence }: ShardLease): Promise<void> {
  await sql.query("UPDATE shard SET until = 0 WHERE shard = $1 AND fence = $2", [shard, fence]);
}

/** Facts of one terminal taken over in one transaction. */
const factsAtOnce = 1000;

type Behind = { readonly terminal: string; readonly generation: string; readonly projected: number };
type EventRow = { readonly seq: number; readonly fact: string };

/**
 * Takes facts that are stored and not yet taken over into the ledger's state and the shard's feed, terminal by terminal
 * in the order of their journals; who has waited longest comes first, and what a till did under an earlier name before
 * what it did since. Answers how many; 0 when nothing is left. What
 * fails at one terminal holds up no other; it is told when all had their turn.
 */
export async function projectShard(sql: Sql, lease: ShardLease, now: number): Promise<number> {
  const behind = await sql.query<Behind>(
    `SELECT terminal_id AS terminal, generation, projected FROM terminal
     WHERE shard = $1 AND projected < acked AND NOT EXISTS (
       SELECT 1 FROM terminal AS earlier
       WHERE earlier.terminal_id = terminal.before_id AND earlier.projected < earlier.acked)
     ORDER BY last_contact, terminal_id LIMIT 100`,
    [lease.shard],
  );
  let taken = 0;
  const failures: unknown[] = [];
  for (const terminal of behind) {
    try {
      taken += await projectTerminal(sql, { lease, terminal, now });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} terminals: ${String(failures[0])}`);
  return taken;
}

type Job = { readonly lease: ShardLease; readonly terminal: Behind; readonly now: number };

async function projectTerminal(sql: Sql, { lease, terminal, now }: Job): Promise<number> {
  return sql.transaction(async (inside) => {
    // Who lost the lease meanwhile finds another fence here, and takes nothing over twice.
    const mine = await inside.query("SELECT 1 FROM shard WHERE shard = $1 AND fence = $2 FOR UPDATE", [
      lease.shard,
      lease.fence,
    ]);
    if (mine.length === 0) return 0;
    const { terminal: id, generation, projected } = terminal;
    const events = await inside.query<EventRow>(
      `SELECT seq, fact FROM event WHERE terminal_id = $1 AND gen = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
      [id, generation, projected, factsAtOnce],
    );
    const last = events.at(-1)?.seq ?? projected;
    const lines: NewLine[] = [];
    const sales = createSalesCount();
    const known = await knownFacts(inside, { terminal: id, generation }, events);
    for (const event of events) {
      if (known.has(event.seq)) continue;
      sales.take(event.fact);
      const made: Projected = await projectFact(inside, { ...event, terminal: id, generation, now });
      lines.push(...made.lines);
    }
    await sales.write(inside);
    await countFacts(inside, { shard: lease.shard, facts: events.length - known.size, now });
    if (lines.length > 0) await appendFeed(inside, { shard: lease.shard, lines, at: now });
    const moved = await inside.query(
      `UPDATE terminal SET projected = $4 WHERE terminal_id = $1 AND generation = $2 AND projected = $3
       RETURNING terminal_id`,
      [id, generation, projected, last],
    );
    if (moved.length === 0) throw new Error(`another projector has taken over facts of ${id} under this fence`);
    return events.length;
  });
}

const hourMs = 3_600_000;

/** How many facts each hour brought, for people to see how it goes. */
async function countFacts(
  sql: Sql,
  { shard, facts, now }: { readonly shard: string; readonly facts: number; readonly now: number },
): Promise<void> {
  if (facts === 0) return;
  await sql.query(
    `INSERT INTO fact_hour (shard, hour, facts) VALUES ($1, $2, $3)
     ON CONFLICT (shard, hour) DO UPDATE SET facts = fact_hour.facts + $3::bigint`,
    [shard, Math.floor(now / hourMs), facts],
  );
}
