import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import { lineVersion } from "../../core/sync/index.ts";
import type { CardRow } from "../console-contract/index.ts";
import { appendFeed, type Sql } from "../ledger/index.ts";
import { writeAudit } from "./audit.ts";
import { findCard } from "./card-search.ts";

export type CardDecision = {
  readonly number: string;
  readonly to: "blocked" | "unblocked";
  readonly reason: string;
  /** What the person saw; 0 for a card that head office does not know. */
  readonly epoch: number;
  readonly by: string;
  readonly now: number;
  readonly id: string;
};

export type CardDecided = {
  readonly card: CardRow;
  readonly moved: readonly { readonly shard: string; readonly pos: number }[];
};

/**
 * `changed-meanwhile`: somebody was quicker · `card-withdrawn`: nothing comes back from that · `not-blocked`: nothing
 * to take back · `blocked-already`.
 */
export type CardDecisionRefusal = "changed-meanwhile" | "card-withdrawn" | "not-blocked" | "blocked-already";

/** Terminal of a decision that head office made itself. */
const office = "hq";

/**
 * Head office's own decision about a card, in the card, in the feed of every shard and in the audit, in one
 * transaction. Shards are locked first and in one order, as the projector locks its own before its cards.
 */
export async function decideCard(sql: Sql, decision: CardDecision): Promise<Result<CardDecided, CardDecisionRefusal>> {
  return sql.transaction(async (inside) => {
    const shards = await inside.query<{ shard: string }>("SELECT shard FROM shard ORDER BY shard FOR UPDATE");
    const known = await findCard(inside, decision.number);
    const next = await nextStatus(inside, decision, known);
    if (!next.ok) return next;
    const card = await saveCard(inside, { decision, known, status: next.value });
    const moved: { shard: string; pos: number }[] = [];
    const lines = [{ kind: "card-changed", v: lineVersion, body: card }];
    for (const { shard } of shards) {
      moved.push({ shard, pos: await appendFeed(inside, { shard, lines, at: decision.now }) });
    }
    const { id, now: at, by: who, number: subject, reason: details } = decision;
    const action = decision.to === "blocked" ? "card-blocked" : "card-unblocked";
    await writeAudit(inside, { id, at, who, action, subject, details });
    return ok({ card, moved });
  });
}

async function nextStatus(
  sql: Sql,
  { to, epoch, number }: CardDecision,
  known: CardRow | undefined,
): Promise<Result<string, CardDecisionRefusal>> {
  if ((known?.epoch ?? 0) !== epoch) return refuse("changed-meanwhile");
  if (known?.status === "withdrawn") return refuse("card-withdrawn");
  if (to === "blocked") return known?.status === "blocked" ? refuse("blocked-already") : ok("blocked");
  return known?.status === "blocked" ? ok(await statusBefore(sql, number)) : refuse("not-blocked");
}

/** What the card was when it was stopped: one that was never given out does not come back as active. */
async function statusBefore(sql: Sql, number: string): Promise<string> {
  const [stop] = await sql.query<{ was: string }>(
    `SELECT was FROM card_history WHERE number = $1 AND status = 'blocked' AND was <> 'blocked' AND disputed IS NULL
     ORDER BY at DESC, id DESC LIMIT 1`,
    [number],
  );
  return stop === undefined || stop.was === "" ? "active" : stop.was;
}

type Saved = { readonly decision: CardDecision; readonly known: CardRow | undefined; readonly status: string };

async function saveCard(sql: Sql, { decision, known, status }: Saved): Promise<CardRow> {
  const { number, reason, by, now, id } = decision;
  // A stop of a later hour than head office's clock is a till's wrong clock: a card never goes back in time.
  const since = Math.max(now, known?.since ?? 0);
  const epoch = (known?.epoch ?? 0) + 1;
  const card: CardRow = { number, programme: known?.programme ?? "", status, since, epoch, reason };
  await sql.query(
    `INSERT INTO card (number, programme, status, since, reason, epoch, terminal_id) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (number) DO UPDATE SET status = $3, since = $4, reason = $5, epoch = $6, terminal_id = $7`,
    [number, card.programme, status, since, reason, epoch, office],
  );
  await sql.query(
    `INSERT INTO card_history (number, id, at, terminal_id, was, status, reason, by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (number, id) DO NOTHING`,
    [number, `${office} ${id}`, since, office, known?.status ?? "", status, reason, by],
  );
  return card;
}
