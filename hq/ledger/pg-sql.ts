import { type ClientBase, Pool, types } from "pg";
import { retrying, type Sql, type SqlValue } from "./sql.ts";

// Positions and amounts stay far below 2^53: bigint columns are read as numbers.
types.setTypeParser(types.builtins.INT8, Number);

export type PgSql = Sql & { close(): Promise<void> };

/** A pool of connections. `max` of several gateways together stays below the server's `max_connections`. */
export function connectPg(url: string, max = 8): PgSql {
  const pool = new Pool({ connectionString: url, max, application_name: "discount-terminal-hq" });
  // A connection that breaks while nobody uses it is replaced by the pool; the statement that meets it says so.
  pool.on("error", () => undefined);
  const run = async <Row extends object>(
    client: Pick<ClientBase, "query">,
    text: string,
    values: readonly SqlValue[],
  ) => (await client.query<Row>(text, [...values])).rows;
  return {
    query: (text, values = []) => retrying(() => run(pool, text, values)),
    transaction: (work) =>
      retrying(async () => {
        const client = await pool.connect();
        let broken = false;
        // A connection that is lost between two statements says so here; unheard it would end the process.
        const lose = (): void => {
          broken = true;
        };
        client.on("error", lose);
        try {
          await client.query("BEGIN");
          const result = await work(inside((text, values) => run(client, text, values)));
          await client.query("COMMIT");
          return result;
        } catch (error) {
          await client.query("ROLLBACK").catch(() => {
            broken = true;
          });
          throw error;
        } finally {
          client.off("error", lose);
          client.release(broken);
        }
      }),
    close: () => pool.end(),
  };
}

type Query = <Row extends object>(text: string, values: readonly SqlValue[]) => Promise<Row[]>;

/** Inside a transaction a nested one is part of it. */
function inside(query: Query): Sql {
  const sql: Sql = { query: (text, values = []) => query(text, values), transaction: (work) => work(sql) };
  return sql;
}
