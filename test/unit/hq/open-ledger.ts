import { PGlite, types, type Transaction } from "@electric-sql/pglite";
import { migrateLedger, retrying, type Sql } from "../../../hq/ledger/index.ts";

export type TestLedger = Sql & { close(): Promise<void> };

/** The ledger's SQL over a PostgreSQL in this process, in memory. */
export async function openLedger(): Promise<TestLedger> {
  const db = await PGlite.create({ parsers: { [types.INT8]: Number } });
  const over = (client: Pick<PGlite | Transaction, "query">): Sql => ({
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(text, [...values])).rows,
    transaction: (work) => work(over(client)),
  });
  const ledger: TestLedger = {
    ...over(db),
    transaction: (work) => retrying(() => db.transaction((inside) => work(over(inside)))),
    close: () => db.close(),
  };
  await migrateLedger(ledger);
  return ledger;
}
