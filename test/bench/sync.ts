import { join } from "node:path";
import { startOwnPostgres } from "../../hq/server/own-postgres.ts";
import { FeedAnswer } from "../../core/sync/index.ts";
import { ask } from "../chaos/till-client.ts";
import { cardEvery } from "../chaos/fact-book.ts";
import { count, type Figure, inFolder, ms, quantile, type Scale, times, verdictOf } from "./figures.ts";
import { enrolMany, preparedPushes, sendAll, startBenchOffice, type BenchOffice } from "./sync-office.ts";

/** One figure of both engines: a rate (more is better) unless `isTime`. */
type Pair = { readonly goal: string; readonly limit?: number; readonly unit: string; readonly isTime?: boolean };
type Measure = (office: BenchOffice) => Promise<number>;

/** Head office over PostgreSQL and over PGlite in turns, each gateway in a process of its own. */
export async function measureSync({ quick }: Scale): Promise<Figure[]> {
  return inFolder(async (dir) => {
    const quiet = (): void => undefined;
    const postgres = await startOwnPostgres(dir, quiet);
    const offices = [
      await startBenchOffice("PostgreSQL", postgres.url),
      await startBenchOffice("PGlite", join(dir, "pglite")),
    ];
    try {
      const figures: Figure[] = [];
      for (const [pair, measure] of measures(quick)) {
        const values: number[] = [];
        for (const office of offices) values.push(await measure(office));
        figures.push(figureOf(pair, values));
        console.error(`  ${figures.at(-1)?.goal}: ${figures.at(-1)?.figure}`);
      }
      return figures;
    } finally {
      for (const office of offices) office.stop();
      await postgres.stop();
    }
  });
}

function measures(quick: boolean): [Pair, Measure][] {
  const size = (full: number): number => (quick ? Math.ceil(full / 5) : full);
  const ingest = (tills: number, batch: number, limit?: number): [Pair, Measure] => [
    {
      goal: `ingest, ${tills} tills, batches of ${batch}`,
      unit: "events/s",
      ...(limit === undefined ? {} : { limit }),
    },
    (office) => ingestRate(office, { tills, batch, events: size(batch === 1 ? 40 * tills ** 0.5 * 10 : 100_000) }),
  ];
  return [
    ingest(1, 1),
    ingest(1, 100),
    ingest(1, 500),
    ingest(32, 1),
    ingest(32, 100, 30_000),
    ingest(32, 500),
    [{ goal: "100,000 queued facts of one till", limit: 10_000, unit: "ms", isTime: true }, (office) => drain(office)],
    [
      { goal: `${size(2000)} tills return at once with 50 facts each`, unit: "events/s" },
      (office) => ingestRate(office, { tills: size(2000), batch: 50, events: 50 * size(2000) }),
    ],
    [{ goal: "feed, 1 reader, pages of 1000", unit: "rows/s" }, (office) => feedRate(office, 1)],
    [{ goal: "feed, 16 readers", unit: "rows/s" }, (office) => feedRate(office, 16)],
    [{ goal: "polls that find nothing", unit: "polls/s" }, (office) => pollRate(office, size(5000))],
    [{ goal: "block sent until another till has it, p50", unit: "ms", isTime: true }, (office) => block(office, 0.5)],
    [
      { goal: "block sent until another till has it, p99", limit: 2000, unit: "ms", isTime: true },
      (office) => block(office, 0.99),
    ],
  ];
}

function figureOf({ goal, limit, unit, isTime = false }: Pair, [ours = 0, lite = 0]: readonly number[]): Figure {
  const show = (value: number): string => (isTime ? ms(value) : `${count(Math.round(value))} ${unit}`);
  const holds = limit === undefined || (isTime ? ours < limit : ours >= limit);
  const bound = limit === undefined ? "" : `${isTime ? " <" : " >="} ${count(limit)} ${unit}`;
  return {
    goal: `${goal}${bound}`,
    figure: show(ours),
    yardstick: `PGlite ${show(lite)}`,
    ratio: times(ours / lite),
    verdict: limit === undefined ? "no gate" : verdictOf(holds),
  };
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

type Load = { readonly tills: number; readonly batch: number; readonly events: number };

async function ingestRate(office: BenchOffice, { tills: many, batch, events }: Load): Promise<number> {
  const tills = await enrolMany(office, many);
  const each = Math.ceil(events / many);
  const queues = tills.map((till) => preparedPushes(till, { events: each, batch }));
  const taken = await seconds(() => Promise.all(queues.map((calls) => sendAll(office.port, calls))));
  await projected(office);
  return (each * many) / taken;
}

async function drain(office: BenchOffice): Promise<number> {
  const [till] = await enrolMany(office, 1);
  if (!till) throw new Error("no till");
  const calls = preparedPushes(till, { events: 100_000, batch: 500 });
  const taken = await seconds(() => sendAll(office.port, calls));
  await projected(office);
  return taken * 1000;
}

async function projected(office: BenchOffice): Promise<void> {
  const behind = "SELECT 1 FROM terminal WHERE projected < acked LIMIT 1";
  while ((await office.query(behind)).length > 0) await new Promise((resolve) => void setTimeout(resolve, 50));
}

async function feedRate(office: BenchOffice, readers: number): Promise<number> {
  const tills = await enrolMany(office, readers);
  let rows = 0;
  const end = performance.now() + 3000;
  const read = async (till: (typeof tills)[number]): Promise<void> => {
    let after = 0;
    while (performance.now() < end) {
      const path = `/v1/feed?shard=main&after=${after}`;
      const page = FeedAnswer.parse((await ask(office.port, till, { method: "GET", path })).body);
      rows += page.lines.length;
      after = page.lines.length === 0 ? 0 : page.next;
    }
  };
  const taken = await seconds(() => Promise.all(tills.map(read)));
  return rows / taken;
}

async function pollRate(office: BenchOffice, polls: number): Promise<number> {
  const tills = await enrolMany(office, 16);
  const path = `/v1/feed?shard=main&after=${await lastPos(office)}`;
  const each = Math.ceil(polls / tills.length);
  const poll = async (till: (typeof tills)[number]): Promise<void> => {
    for (let at = 0; at < each; at += 1) await ask(office.port, till, { method: "GET", path });
  };
  return (each * tills.length) / (await seconds(() => Promise.all(tills.map(poll))));
}

async function lastPos(office: BenchOffice): Promise<number> {
  const [row] = await office.query("SELECT pos FROM shard WHERE shard = 'main'");
  return Number(row?.["pos"] ?? 0);
}

const blocks = 100;

/** One till changes a card, another waits for the feed as tills do. */
async function block(office: BenchOffice, part: number): Promise<number> {
  const [one, other] = await enrolMany(office, 2);
  if (!one || !other) throw new Error("two tills");
  const calls = preparedPushes(one, { events: blocks * cardEvery, batch: cardEvery });
  const taken: number[] = [];
  for (const call of calls) {
    const path = `/v1/feed?shard=main&after=${await lastPos(office)}&wait=20000`;
    const waiting = ask(office.port, other, { method: "GET", path });
    const begun = performance.now();
    await sendAll(office.port, [call]);
    await waiting;
    taken.push(performance.now() - begun);
  }
  return quantile(taken, part);
}
