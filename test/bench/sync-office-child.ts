// One gateway with its projector in a process of its own, over a PostgreSQL or over PGlite in a folder.
import { PGlite, types, type Transaction } from "@electric-sql/pglite";
import {
  createFeedWatch,
  createGateway,
  createMetrics,
  logToStderr,
  newSigningKey,
  readSigner,
} from "../../hq/api/index.ts";
import { connectPg, migrateLedger, retrying, type PgSql, type Sql, type SqlValue } from "../../hq/ledger/index.ts";
import { startProjector } from "../../hq/server/projector-loop.ts";

const [where = ""] = process.argv.slice(2);
const sql = where.startsWith("postgresql:") ? connectPg(where) : await openPglite(where);
await migrateLedger(sql);
const watch = createFeedWatch(sql);
const projector = startProjector({ sql, watch, log: logToStderr, owner: String(process.pid), now: Date.now });
const gateway = await createGateway({
  sql,
  signer: readSigner(newSigningKey()),
  now: Date.now,
  paceMs: () => 0,
  stored: projector.wake,
  watch,
  metrics: createMetrics(),
  log: logToStderr,
  ready: async () => true,
});
await gateway.listen({ host: "127.0.0.1", port: 0 });
const address = gateway.server.address();
process.send?.({ port: typeof address === "object" && address !== null ? address.port : 0 });

/** A statement and its values: the bench enrols its tills and looks at the ledger so. */
process.on("message", (asked: { readonly text: string; readonly values: readonly SqlValue[] }) => {
  void sql.query(asked.text, asked.values).then((rows) => process.send?.({ rows }));
});
process.on("disconnect", () => process.exit(0));

async function openPglite(dir: string): Promise<PgSql> {
  const db = await PGlite.create(dir, { parsers: { [types.INT8]: Number } });
  const over = (client: Pick<PGlite | Transaction, "query">): Sql => ({
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    transaction: (work) => work(over(client)),
  });
  return {
    ...over(db),
    transaction: (work) => retrying(() => db.transaction((inside) => work(over(inside)))),
    close: () => db.close(),
  };
}
