import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { connectPg } from "../hq/ledger/index.ts";
import { loadCards } from "../hq/snapshots/index.ts";
import { logToStderr, newSigningKey } from "../hq/api/index.ts";
import { afterRestore, backUpHq, restoreHq, startHq } from "../hq/server/index.ts";
import { standing } from "./command-line.ts";
import { buildConsole } from "./start/build-if-stale.ts";

const usage = `Usage: npm run hq [-- --data DIR --host ADDRESS --port N]
       npm run hq -- backup --to FOLDER [--data DIR]
       npm run hq -- restore --from FOLDER --data NEWDIR
       npm run hq -- restored [--data DIR]
       npm run hq -- key

Starts head office: one gateway with the console's pages and, unless DATABASE_URL names a PostgreSQL, a PostgreSQL of
its own in DIR. The first time it prints a link by which the first administrator is made.

  --data DIR       keys and database (default: hq-data)
  --host ADDRESS   where to listen (default: 127.0.0.1)
  --port N         default: 8700
  --cards FILE     first loads a list of all cards, a CSV with the columns number,status[,since], for --programme ID;
                   cards that head office knows already stay as they are. From then on head office builds snapshots
                   of all cards, which tills load instead of a long feed.
  --programme ID   whose cards those are

backup     writes the database and the key into a new folder, also while head office runs. Who has it can speak as
           head office: keep it as you keep the key.
restore    puts a backup into a folder, or into the database of DATABASE_URL, that holds nothing yet. Tills send again
           what it does not know.
key        prints a new key for HQ_SIGNING_KEY.
restored   to be run once, with no gateway running, after the database was put back by other means.

Environment: DATABASE_URL, HQ_SIGNING_KEY (the same for several gateways), HQ_FEED_DAYS (how long lines of the feed
are kept at least; default 30), HQ_OLDEST_TILL (version, as 1.2.0; older tills are asked to get a newer program and go
on selling). Ctrl+C answers what is under way and stops.
`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: "string", default: "hq-data" },
        host: { type: "string", default: "127.0.0.1" },
        port: { type: "string", default: "8700" },
        cards: { type: "string" },
        programme: { type: "string" },
        to: { type: "string" },
        from: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

const { values, positionals } = readOptions();
const databaseUrl = process.env["DATABASE_URL"];
const care = { dir: values.data, databaseUrl, log: logToStderr };

async function serve(): Promise<void> {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`--port ${values.port} is no port: 0 to 65535`);
  if (!buildConsole()) process.exit(1);
  const { dir, log } = care;
  const keepFeedMs = Number(process.env["HQ_FEED_DAYS"] ?? 30) * 86_400_000;
  const folders = { pagesDir: resolve("out/hq-console"), resourcesDir: resolve("resources") };
  const hq = await startHq({ dir, databaseUrl, host: values.host, port, log, keepFeedMs, ...folders });
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void hq.stop().then(() => process.exit(0));
    });
  }
  if (values.cards !== undefined) await load(hq.databaseUrl, values.cards, values.programme ?? "");
  console.log(`Head office: ${hq.url}`);
  if (hq.firstLink !== undefined) console.log(`Make the first administrator here, within an hour: ${hq.firstLink}`);
}

async function load(url: string, file: string, programme: string): Promise<void> {
  const sql = connectPg(url, 2);
  try {
    const added = await loadCards({ sql, file, programme, now: Date.now() });
    console.log(`Cards loaded: ${added} new. The tills get them with the next snapshot, which is built now.`);
  } catch (error) {
    console.error(`The card list ${file} was not loaded. ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await sql.close();
  }
}

async function run(what = "serve"): Promise<void> {
  const at = (folder: string | undefined, option: string): string =>
    folder === undefined ? fail(`--${option} FOLDER is missing`) : resolve(standing, folder);
  if (what === "serve") return serve();
  if (what === "backup") {
    const { tables } = await backUpHq(care, at(values.to, "to"));
    return console.log(`Backed up: ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows in ${values.to}`);
  }
  if (what === "restore") {
    const { madeAt } = await restoreHq(care, at(values.from, "from"));
    return console.log(`Head office is as it was at ${new Date(madeAt).toISOString()}. Start it: tills send the rest.`);
  }
  if (what === "restored") {
    await afterRestore(care);
    return console.log("Ready: start head office, tills send the rest.");
  }
  if (what === "key") return console.log(newSigningKey());
  return fail(`Unknown: ${what}\n\n${usage}`);
}

if (values.help) console.log(usage);
else
  await run(positionals[0]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
