import { randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  createFeedWatch,
  createGateway,
  createMetrics,
  readSigner,
  type FeedWatch,
  type Log,
  type Metrics,
} from "../api/index.ts";
import { firstLink, serveConsole } from "../console-api/index.ts";
import { beginTrust, keysInFolder, newestDocument, serveTrust } from "../trust/index.ts";
import { connectPg, isAway, migrateLedger, schemaVersion } from "../ledger/index.ts";
import { buildInThread, startSnapshots } from "../snapshots/index.ts";
import { startOwnPostgres } from "./own-postgres.ts";
import { startProjector } from "./projector-loop.ts";
import { signingKeyIn } from "./signing-key.ts";

export type HqOptions = {
  /** Keys, and the own PostgreSQL where no `databaseUrl` is given. */
  readonly dir: string;
  readonly databaseUrl?: string | undefined;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly log: Log;
  /** How long lines of the feed are kept at least once a snapshot holds them. Default: 30 days. */
  readonly keepFeedMs?: number | undefined;
  /** Folder of the console's built pages; without it only its calls are served. */
  readonly pagesDir?: string | undefined;
  /** Folder of packs and calendars; without it no card blanks are kept. */
  readonly resourcesDir?: string | undefined;
};

export type RunningHq = {
  readonly url: string;
  /** Makes the first administrator, once; undefined where there is one. */
  readonly firstLink: string | undefined;
  readonly databaseUrl: string;
  /** Answers what is under way, then stops. */
  stop(): Promise<void>;
};

const startedAt = Date.now() - Math.round(process.uptime() * 1000);

/** One gateway with its projector; as many as wanted may stand before one database. */
export async function startHq(options: HqOptions): Promise<RunningHq> {
  const { dir, databaseUrl, host, port, log, keepFeedMs = usualKeepMs, ...folders } = options;
  const own = databaseUrl === undefined ? await startOwnPostgres(dir, log) : undefined;
  const database = databaseUrl ?? own?.url ?? "";
  const sql = connectPg(database);
  try {
    await onceThere(() => migrateLedger(sql));
    const keys = keysInFolder(join(dir, "trust"), process.env["HQ_AWAY_KEYS"]);
    await onceThere(() => beginTrust(sql, keys, Date.now()));
    const [watch, metrics, owner] = [createFeedWatch(sql), createMetrics(), randomBytes(8).toString("hex")];
    const projector = startProjector({ sql, watch, log, owner, now: Date.now });
    const build = buildInThread(database, join(dir, "snapshot-draft"));
    const snapshots = startSnapshots({ sql, owner, now: Date.now, log, build, keepMs: keepFeedMs });
    const gateway = await createGateway({
      sql,
      signer: readSigner(signingKeyIn(dir)),
      now: Date.now,
      paceMs: () => 0,
      oldestApp: process.env["HQ_OLDEST_TILL"],
      stored: projector.wake,
      watch,
      metrics,
      log,
      ready: () => isFit(sql),
      trustRoot: async () => (await newestDocument(sql, "root"))?.content ?? null,
    });
    serveTrust(gateway, { sql, keys, now: Date.now });
    tellFigures(metrics, watch);
    await serveConsole(gateway, { sql, now: Date.now, log, moved: watch.moved, keys, ...folders });
    const url = await gateway.listen({ host, port });
    log("info", "listening", { url });
    return {
      url,
      firstLink: await onceThere(() => firstLink(sql, url, Date.now())),
      databaseUrl: database,
      async stop() {
        await closeBoth(gateway, watch);
        await Promise.all([snapshots.stop(), projector.stop()]);
        await sql.close();
        await own?.stop();
        log("info", "stopped");
      },
    };
  } catch (error) {
    await sql.close();
    await own?.stop();
    throw error;
  }
}

/** First no new connection is taken, then whoever waits for news is answered. */
async function closeBoth(gateway: { close(): Promise<unknown> }, watch: FeedWatch): Promise<void> {
  const closed = gateway.close();
  watch.close();
  await closed;
}

const usualKeepMs = 30 * 86_400_000;

/** Who waits, and what Prometheus expects of every process. */
function tellFigures({ gauge }: Metrics, { waiting }: FeedWatch): void {
  gauge("hq_feed_waiting", "Tills that wait for a line.", waiting);
  gauge("process_resident_memory_bytes", "Memory of this process.", () => process.memoryUsage.rss());
  gauge("process_start_time_seconds", "Start of this process, since 1970.", () => startedAt / 1000);
}

const maxWaits = 120;
const waitMs = 500;

/** A database that starts at the same time as its gateways, or goes as they start, is waited for a minute at most. */
async function onceThere<T>(work: () => Promise<T>): Promise<T> {
  for (let wait = 0; ; wait += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || wait >= maxWaits) throw error;
    }
    await new Promise((resolve) => void setTimeout(resolve, waitMs));
  }
}

/** A newer gateway beside this one may have moved the schema on: every step leaves room for the one before. */
async function isFit(sql: ReturnType<typeof connectPg>): Promise<boolean> {
  // A database that does not answer is an answer too: not ready.
  const rows = await sql.query<{ version: number }>("SELECT version FROM schema_version").catch(() => []);
  return (rows[0]?.version ?? 0) >= schemaVersion;
}
