import { eachNumber, type Movement } from "../../core/stock/index.ts";
import { lineVersion } from "../../core/sync/index.ts";
import { appendFeed } from "../ledger/index.ts";
import type { Book } from "./book.ts";

type Changed = { readonly number: string; readonly since: number; readonly epoch: number };

/** As head office signs its own decisions about cards. */
const office = "hq";

/**
 * Cards that came to a branch may be sold there, those with a responsible person wait for their first use: every till
 * is told. What a till or head office has made of a card meanwhile stays. The trade office's own store is no shop.
 */
export async function tellTills(book: Book, { to, ranges }: Movement): Promise<void> {
  const status = await statusAt(book, to);
  if (status === null) return;
  const { sql, id: programme, now } = book;
  const shards = await sql.query<{ shard: string }>("SELECT shard FROM shard ORDER BY shard FOR UPDATE");
  const changed = await sql.query<Changed>(
    `INSERT INTO card (number, programme, status, since, epoch, terminal_id)
     SELECT number, $2, $3, $4::bigint, 1, $5 FROM unnest($1::text[]) AS fresh (number)
     ON CONFLICT (number) DO UPDATE SET status = $3, since = greatest(card.since, $4::bigint),
       epoch = card.epoch + 1, terminal_id = $5, reason = NULL
       WHERE card.status IN ('stocked', 'with-distributor') AND card.status <> $3
     RETURNING number, since, epoch`,
    [eachNumber(ranges), programme, status, now, office],
  );
  if (changed.length === 0) return;
  await sql.query(
    `INSERT INTO card_history (number, id, at, terminal_id, was, status, by_name)
     SELECT number, $2 || epoch, $3::bigint, $4, '', $5, $6
     FROM unnest($1::text[], $7::bigint[]) AS told (number, epoch)
     ON CONFLICT (number, id) DO NOTHING`,
    [
      changed.map(({ number }) => number),
      `${office} stock `,
      now,
      office,
      status,
      book.by,
      changed.map(({ epoch }) => epoch),
    ],
  );
  const lines = changed.map(({ number, since, epoch }) => {
    return { kind: "card-changed", v: lineVersion, body: { number, programme, status, since, epoch, reason: null } };
  });
  for (const { shard } of shards) book.moved.push({ shard, pos: await appendFeed(sql, { shard, lines, at: now }) });
}

async function statusAt({ sql, id, rules }: Book, { kind, id: place }: Movement["to"]): Promise<string | null> {
  if (kind === "person") return rules.statuses.person;
  if (kind !== "place") return null;
  const [found] = await sql.query<{ kind: string }>("SELECT kind FROM stock_place WHERE programme = $1 AND id = $2", [
    id,
    place,
  ]);
  return found?.kind === "branch" ? rules.statuses.place : null;
}
