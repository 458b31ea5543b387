import { connectPg, enrolTerminal, migrateLedger, offerCode, type PgSql } from "../../hq/ledger/index.ts";
import { newSigningKey, readSigner } from "../../hq/api/index.ts";
import { FeedAnswer, ResumeAnswer } from "../../core/sync/index.ts";
import { factBook, type FactBook } from "./fact-book.ts";
import { startGateway, startPostgres, type CrashingPostgres, type GatewayProcess } from "./servers.ts";
import { acknowledged, type Answer, ask, batchOf, newTill, post, type Till } from "./till-client.ts";

export type ChaosOptions = {
  readonly dir: string;
  readonly events: number;
  readonly tills: number;
  readonly kills: number;
  readonly crashes: number;
  readonly say: (line: string) => void;
};

export type ChaosTill = { readonly till: Till; readonly book: FactBook; readonly events: number };

/** What happened, and the ledger afterwards, with the gateways still up. */
export type Aftermath = {
  readonly sql: PgSql;
  readonly tills: readonly ChaosTill[];
  readonly port: number;
  readonly hqKey: string;
  readonly seconds: number;
  readonly counts: Readonly<Record<keyof Counts, number>>;
  /** Gateways that ended by themselves. */
  readonly fell: number;
};

type Counts = { kills: number; crashes: number; sentTwice: number; stale: number; retries: number };

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const below = (limit: number): number => Math.floor(Math.random() * limit);

/** Two gateways, a real PostgreSQL, tills that push, and faults spread evenly over what they push. */
export async function inChaos<T>(options: ChaosOptions, judge: (after: Aftermath) => Promise<T>): Promise<T> {
  const postgres = await startPostgres(options.dir);
  const sql = connectPg(postgres.url, 4);
  const signingKey = newSigningKey();
  const how = { dir: options.dir, databaseUrl: postgres.url, signingKey };
  const gateways: GatewayProcess[] = [];
  try {
    await migrateLedger(sql);
    const tills = await enrolAll(sql, options);
    gateways.push(...(await Promise.all([startGateway(how), startGateway(how)])));
    const counts = { kills: 0, crashes: 0, sentTwice: 0, stale: 0, retries: 0 };
    const world = { gateways, counts, hqKey: readSigner(signingKey).publicKey, progress: { acked: 0 } };
    const begun = performance.now();
    const faults = breakThings(options, world, postgres);
    await Promise.all([faults, ...tills.map((till) => pushAll(world, till))]);
    const seconds = (performance.now() - begun) / 1000;
    const fell = gateways.reduce((sum, gateway) => sum + gateway.fell(), 0);
    return await judge({ sql, tills, port: gateways[0]?.port ?? 0, hqKey: world.hqKey, seconds, counts, fell });
  } finally {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await sql.close();
    await postgres.stop();
  }
}

/** Straight in the ledger: codes are asked for ten times a minute at most. */
async function enrolAll(sql: PgSql, { tills, events }: ChaosOptions): Promise<ChaosTill[]> {
  const made: ChaosTill[] = [];
  for (let at = 0; at < tills; at += 1) {
    const till = newTill(`till-${at}`);
    const { terminal, signer } = till;
    const now = Date.now();
    await offerCode(sql, { codeHash: terminal, name: terminal, shard: "main", until: now + 60_000 });
    await enrolTerminal(sql, { codeHash: terminal, terminal, publicKey: signer.publicKey, device: "{}", now });
    made.push({ till, book: factBook(terminal), events: Math.ceil(events / tills) });
  }
  return made;
}

type World = {
  readonly gateways: readonly GatewayProcess[];
  readonly counts: Counts;
  readonly hqKey: string;
  readonly progress: { acked: number };
};
/** Each fault has its turn when so much is stored: a quick machine has as many of them as a slow one. */
async function breakThings(options: ChaosOptions, world: World, postgres: CrashingPostgres): Promise<void> {
  const { events, kills, crashes, say } = options;
  const plan = [...Array<"kill">(kills).fill("kill"), ...Array<"crash">(crashes).fill("crash")];
  plan.sort(() => Math.random() - 0.5);
  for (const [at, fault] of plan.entries()) {
    while (world.progress.acked < (events * (at + 0.5)) / (plan.length + 1)) await pause(2);
    await pause(below(20));
    if (fault === "kill") {
      world.gateways[below(world.gateways.length)]?.kill();
      world.counts.kills += 1;
    } else {
      await postgres.crash();
      world.counts.crashes += 1;
    }
    if (at % 20 === 19) say(`${at + 1} of ${plan.length} faults, ${world.progress.acked} events acknowledged`);
  }
}

/** A till that keeps nothing but its journal and what head office acknowledged under its signature. */
async function pushAll(world: World, { till, book, events }: ChaosTill): Promise<void> {
  const port = (): number => world.gateways[below(world.gateways.length)]?.port ?? 0;
  await greet(world, port, { till, book });
  let acked = 0;
  while (acked < events) {
    const isStale = acked > 0 && below(50) === 0;
    const from = isStale ? 1 + below(acked) : acked + 1;
    const count = Math.min(1 + below(below(4) === 0 ? 500 : 100), events - from + 1);
    const batch = batchOf(book, till.generation, { from, count });
    const twice = below(25) === 0;
    world.counts.stale += isStale ? 1 : 0;
    world.counts.sentTwice += twice ? 1 : 0;
    const sent = (twice ? [port(), port()] : [port()]).map((to) =>
      answerOf(post({ port: to, till, path: "/v1/push" }, batch)),
    );
    for (const answer of await Promise.all(sent)) {
      const before = acked;
      if (answer?.status === 200) acked = Math.max(acked, acknowledged(world.hqKey, till, answer.body).acked);
      else if (answer?.status === 409) acked = resume(ResumeAnswer.parse(answer.body).acked, acked);
      else if (answer === null || answer.status >= 429) await again(world);
      else throw new Error(`push of ${till.terminal}: ${answer.status} ${JSON.stringify(answer.body)}`);
      world.progress.acked += acked - before;
    }
  }
}

/** Null where nobody answered: the gateway was killed, or is not up again. */
function answerOf(sent: Promise<Answer>): Promise<Answer | null> {
  return sent.then(
    (answer) => answer,
    (error: unknown) => {
      if (error instanceof Error) return null;
      throw error;
    },
  );
}

/** What was acknowledged once is never taken back. */
function resume(told: number, acked: number): number {
  if (told < acked) throw new Error(`head office had ${acked} facts and now says ${told}`);
  return told;
}

async function again({ counts }: World): Promise<void> {
  counts.retries += 1;
  await pause(20 + below(100));
}

async function greet(world: World, port: () => number, { till, book }: Pick<ChaosTill, "till" | "book">) {
  const { generation } = till;
  const said = { generation, seq: 1, chain: book.chain(1), app: "chaos", packs: [], wall: 0, pending: 1 };
  for (;;) {
    const answer = await answerOf(post({ port: port(), till, path: "/v1/hello" }, said));
    if (answer?.status === 200) return;
    await again(world);
  }
}

/** Every line of the feed as a till reads it, page by page. */
export async function readAll(port: number, till: Till, limit = 1000): Promise<{ pos: number; body: object }[]> {
  const lines: { pos: number; body: object }[] = [];
  for (;;) {
    const after = lines.at(-1)?.pos ?? 0;
    const path = `/v1/feed?shard=main&after=${after}&limit=${limit}`;
    const { status, body } = await ask(port, till, { method: "GET", path });
    if (status !== 200) throw new Error(`feed: ${status}`);
    const page = FeedAnswer.parse(body);
    if (page.lines.length === 0) return lines;
    lines.push(...page.lines);
  }
}
