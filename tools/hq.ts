import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { logToStderr } from "../hq/api/index.ts";
import { startHq } from "../hq/server/index.ts";
import { buildConsole } from "./start/build-if-stale.ts";

const usage = `Usage: npm run hq [-- --data DIR --host ADDRESS --port N]

Starts head office: one gateway with the console's pages and, unless DATABASE_URL names a PostgreSQL, a PostgreSQL of
its own in DIR. The first time it prints a link by which the first administrator is made.

  --data DIR       keys and database (default: hq-data)
  --host ADDRESS   where to listen (default: 127.0.0.1)
  --port N         default: 8700

Environment: DATABASE_URL, HQ_SIGNING_KEY (the same for several gateways), HQ_OLDEST_TILL (version, as 1.2.0; older
tills are asked to get a newer program and go on selling). Ctrl+C answers what is under way and stops.
`;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "hq-data" },
    host: { type: "string", default: "127.0.0.1" },
    port: { type: "string", default: "8700" },
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
    pagesDir: resolve("out/hq-console"),
    resourcesDir: resolve("resources"),
  });
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
