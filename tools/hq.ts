import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { connectPg } from "../hq/ledger/index.ts";
import { logToStderr } from "../hq/api/index.ts";
import { startHq } from "../hq/server/index.ts";
import { loadCards } from "../hq/snapshots/index.ts";
import { buildConsole } from "./start/build-if-stale.ts";

const usage = `Usage: npm run hq [-- --data DIR --host ADDRESS --port N]

Starts head office: one gateway with the console's pages and, unless DATABASE_URL names a PostgreSQL, a PostgreSQL of
its own in DIR. The first time it prints a link by which the first administrator is made.

  --data DIR       keys and database (default: hq-data)
  --host ADDRESS   where to listen (default: 127.0.0.1)
  --port N         default: 8700
  --cards FILE     first loads a list of all cards, a CSV with the columns number,status[,since], for --programme ID;
                   cards that head office knows already stay as they are. From then on head office builds snapshots
                   of all cards, which tills load instead of a long feed.
  --programme ID   whose cards those are

Environment: DATABASE_URL, HQ_SIGNING_KEY (the same for several gateways), HQ_FEED_DAYS (how long lines of the feed
are kept at least; default 30), HQ_OLDEST_TILL (version, as 1.2.0; older tills are asked to get a newer program and go
on selling). Ctrl+C answers what is under way and stops.
`;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "hq-data" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8700" },
    cards: { type: "string" },
    programme: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) console.log(usage);
else {
  const databaseUrl = process.env["DATABASE_URL"];
  if (!buildConsole()) process.exit(1);
  const hq = await startHq({
    dir: values.data,
    databaseUrl,
    host: values.host,
    port: Number(values.port),
    log: logToStderr,
    keepFeedMs: Number(process.env["HQ_FEED_DAYS"] ?? 30) * 86_400_000,
    pagesDir: resolve("out/hq-console"),
    resourcesDir: resolve("resources"),
  });
  if (values.cards !== undefined) await load(hq.databaseUrl, values.cards, values.programme ?? "");
  console.log(`Head office: ${hq.url}`);
  if (hq.firstLink !== undefined) console.log(`Make the first administrator here, within an hour: ${hq.firstLink}`);
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void hq.stop().then(() => process.exit(0));
    });
  }
}

async function load(databaseUrl: string, file: string, programme: string): Promise<void> {
  const sql = connectPg(databaseUrl, 2);
  try {
    const added = await loadCards({ sql, file, programme, now: Date.now() });
    console.log(`Cards loaded: ${added} new. The tills get them with the next snapshot, which is built now.`);
  } catch (error) {
    console.error(`The card list ${file} was not loaded. ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await sql.close();
  }
}
