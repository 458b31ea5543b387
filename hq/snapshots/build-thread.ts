import { parentPort, workerData } from "node:worker_threads";
import { connectPg } from "../ledger/index.ts";
import { buildSnapshot } from "./build-snapshot.ts";

// The thread that builds one snapshot: the gateway answers meanwhile.
const { databaseUrl, dir } = workerData as { databaseUrl: string; dir: string };
const sql = connectPg(databaseUrl, 2);
try {
  const { name, cards, wireBytes, leftOut } = await buildSnapshot({ sql, dir, now: Date.now });
  parentPort?.postMessage({ name, cards, wireBytes, leftOut });
} finally {
  await sql.close();
}
