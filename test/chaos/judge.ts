import type { Aftermath, ChaosTill } from "./chaos.ts";
import { readAll } from "./chaos.ts";
import { cardEvery, cardOf } from "./fact-book.ts";

export type Verdict = {
  readonly acknowledged: number;
  readonly stored: number;
  /** Acknowledged and not there, or there with another text. */
  readonly lost: number;
  readonly doubled: number;
  readonly brokenChains: number;
  /** Places of the feed without a line, and card changes that are in it not exactly once. */
  readonly feedGaps: number;
  readonly feedWrong: number;
  readonly feedLines: number;
};

/** Compares the ledger and the feed with what every till knows it sent. */
export async function judge(after: Aftermath): Promise<Verdict> {
  await projected(after);
  let [stored, lost, brokenChains] = [0, 0, 0];
  for (const till of after.tills) {
    const found = await judgeTill(after, till);
    stored += found.stored;
    lost += found.lost;
    brokenChains += found.whole ? 0 : 1;
  }
  const [all] = await after.sql.query<{ count: number }>("SELECT count(*) AS count FROM event");
  const acknowledged = after.tills.reduce((sum, { events }) => sum + events, 0);
  const doubled = (all?.count ?? 0) - acknowledged + lost;
  return { acknowledged, stored, lost, doubled, brokenChains, ...(await judgeFeed(after)) };
}

async function projected({ sql }: Aftermath): Promise<void> {
  for (let look = 0; look < 1200; look += 1) {
    const behind = await sql.query("SELECT 1 FROM terminal WHERE projected < acked");
    if (behind.length === 0) return;
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
  throw new Error("the projector did not catch up within two minutes");
}

const pageRows = 20_000;

async function judgeTill({ sql }: Aftermath, { till, book, events }: ChaosTill) {
  let [stored, right] = [0, 0];
  for (let after = 0; after < events; after += pageRows) {
    const rows = await sql.query<{ seq: number; fact: string }>(
      "SELECT seq, fact FROM event WHERE terminal_id = $1 AND gen = $2 AND seq > $3 AND seq <= $4 ORDER BY seq",
      [till.terminal, till.generation, after, after + pageRows],
    );
    stored += rows.length;
    right += rows.filter(({ seq, fact }) => fact === book.text(seq)).length;
  }
  const [mark] = await sql.query<{ acked: number; chain: string }>(
    "SELECT acked, chain FROM terminal WHERE terminal_id = $1",
    [till.terminal],
  );
  return { stored, lost: events - right, whole: mark?.acked === events && mark.chain === book.chain(events) };
}

async function judgeFeed({ tills, port }: Aftermath) {
  const [reader] = tills;
  const lines = reader ? await readAll(port, reader.till) : [];
  const gaps = lines.filter(({ pos }, at) => pos !== at + 1).length;
  const told = new Map<unknown, number>();
  for (const { body } of lines) {
    const number = "number" in body ? body.number : undefined;
    told.set(number, (told.get(number) ?? 0) + 1);
  }
  const expected = tills.flatMap(({ till, events }) =>
    Array.from({ length: Math.floor(events / cardEvery) }, (_, at) => cardOf(till.terminal, (at + 1) * cardEvery)),
  );
  const wrong = expected.filter((number) => told.get(number) !== 1).length;
  return { feedGaps: gaps, feedLines: lines.length, feedWrong: wrong + Math.abs(lines.length - expected.length) };
}
