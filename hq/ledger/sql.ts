/** A value of a statement; arrays go as PostgreSQL arrays. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly string[] | readonly number[];

/**
 * PostgreSQL as this ledger needs it: `pg` in service, PGlite in unit tests. Only what Citus, YugabyteDB and
 * CockroachDB have too: no notifications, advisory locks, triggers, or sequences that anybody reads as a cursor.
 */
export type Sql = {
  query<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** All of it or nothing. Repeated from the beginning when the database asks for it: `work` has no effect outside. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
};

/** Two transactions were in each other's way, or a deadlock was cut: nothing was done, it may be tried again. */
const retried = new Set(["40001", "40P01"]);
const maxTries = 10;

/** The database is starting, stopping or not reached: it may be there in a moment. */
const comesBack = new Set([
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08004",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
]);

/** The driver gives no code when a connection ends under a statement. */
const cutOff = /^Connection terminated/;

/** Whether work failed only because the database is away. */
export const isAway = (error: unknown): boolean =>
  comesBack.has(codeOf(error)) || (error instanceof Error && cutOff.test(error.message));

export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= maxTries || !retried.has(codeOf(error))) throw error;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
