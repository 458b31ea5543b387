import Sqlite from "better-sqlite3";
import { migrateLedger, type Sql, type SqlValue } from "../../hq/ledger/index.ts";
import { isModifying, toSqlite, type SqliteText } from "./sqlite-dialect.ts";

/**
 * The ledger's statements over SQLite in memory: the ledger's own program, some hundred times quicker than over a
 * PostgreSQL. `sqlite-ledger.test.ts` proves that both answer the same. Transactions come one after another: what
 * PostgreSQL's locks allow beside that, the chaos runs show.
 */
export type SqliteLedger = {
  /** `died`: told when the connection is cut. */
  connect(pace?: Pace, died?: () => void): Connection;
  /** At once, for whoever looks on. */
  look<Row extends object>(text: string, values?: readonly SqlValue[]): Row[];
  /** No transaction is under way: what a look shows is committed. */
  isQuiet(): boolean;
  /** Changes with every statement that changed anything. */
  writes(): number;
  image(): Uint8Array;
  close(): void;
};

/** Waited for before each statement; may throw what a database says that is away. */
export type Pace = () => Promise<void>;

/** Cut, it does nothing more after so many statements, and what it had begun is undone. */
export type Connection = Sql & { cutAfter(statements: number): void };

/** Said by a connection that was cut: its gateway is dead and hears nothing of it. */
export class Cut extends Error {}

type Bound = Readonly<Record<string, unknown>>;

export function openSqliteLedger(image?: Uint8Array): SqliteLedger {
  const db = new Sqlite(image === undefined ? ":memory:" : Buffer.from(image));
  const run = createRunner(db);
  const changes = db.prepare("SELECT total_changes()").pluck();
  const turns = createTurns();
  return {
    connect: (pace = async () => undefined, died = () => undefined) => connect({ db, run, turns, died }, pace),
    look: <Row extends object>(text: string, values: readonly SqlValue[] = []) => run<Row>(text, values),
    isQuiet: () => !db.inTransaction,
    writes: () => Number(changes.get()),
    image: () => db.serialize(),
    close: () => void db.close(),
  };
}

/** The bytes of a ledger with its schema, made once. */
export async function emptyLedger(): Promise<Uint8Array> {
  const ledger = openSqliteLedger();
  await migrateLedger(ledger.connect());
  const image = ledger.image();
  ledger.close();
  return image;
}

type Run = <Row extends object>(text: string, values: readonly SqlValue[]) => Row[];

function createRunner(db: Sqlite.Database): Run {
  const known = new Map<string, Prepared>();
  return <Row extends object>(text: string, values: readonly SqlValue[]): Row[] => {
    let prepared = known.get(text);
    if (!prepared) known.set(text, (prepared = prepare(db, toSqlite(text))));
    return prepared(bind(values)) as Row[];
  };
}

type Prepared = (values: Bound) => unknown[];

function prepare(db: Sqlite.Database, { parts, last }: SqliteText): Prepared {
  const first = parts.map(({ name, text, columns }) => {
    db.exec(`CREATE TEMP TABLE IF NOT EXISTS ${name} (${columns.join(", ")})`);
    const put = `INSERT INTO temp.${name} VALUES (${columns.map((column) => `$${column}`).join(", ")})`;
    return { work: db.prepare(text), empty: db.prepare(`DELETE FROM temp.${name}`), put: db.prepare(put) };
  });
  const final = db.prepare(last);
  const answer = (values: Bound): unknown[] => {
    if (final.reader) return final.all(values);
    final.run(values);
    return [];
  };
  if (first.length === 0) return answer;
  return db.transaction((values: Bound) => {
    for (const { work, empty, put } of first) {
      empty.run();
      for (const row of work.all(values)) put.run(row);
    }
    return answer(values);
  });
}

/** SQLite has no arrays and no booleans. */
function bind(values: readonly SqlValue[]): Bound {
  return Object.fromEntries(
    values.map((value, at) => {
      const isList = Array.isArray(value);
      return [`p${at + 1}`, isList ? JSON.stringify(value) : typeof value === "boolean" ? Number(value) : value];
    }),
  );
}

/** One transaction at a time, in the order in which they are asked for. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  let busy = false;
  return {
    isBusy: () => busy,
    take<T>(work: () => Promise<T>): Promise<T> {
      const mine = last.then(async () => {
        busy = true;
        try {
          return await work();
        } finally {
          busy = false;
        }
      });
      last = mine.then(
        () => undefined,
        () => undefined,
      );
      return mine;
    },
  };
}

type Parts = {
  readonly db: Sqlite.Database;
  readonly run: Run;
  readonly turns: ReturnType<typeof createTurns>;
  readonly died: () => void;
};

function connect({ db, run, turns, died }: Parts, pace: Pace): Connection {
  let left = Number.POSITIVE_INFINITY;
  const turn = async (): Promise<void> => {
    await pace();
    if (left <= 0) {
      died();
      throw new Cut();
    }
    left -= 1;
  };
  const inside: Sql = {
    async query<Row extends object>(text: string, values: readonly SqlValue[] = []) {
      await turn();
      return run<Row>(text, values);
    },
    transaction: (work) => work(inside),
  };
  return {
    async query<Row extends object>(text: string, values: readonly SqlValue[] = []) {
      await turn();
      // Outside of a transaction a read sees what is committed, and a write waits for its turn.
      if (!turns.isBusy() && !isModifying(text)) return run<Row>(text, values);
      return turns.take(async () => run<Row>(text, values));
    },
    transaction: (work) =>
      turns.take(async () => {
        db.exec("BEGIN");
        try {
          const result = await work(inside);
          await turn();
          db.exec("COMMIT");
          return result;
        } catch (error) {
          db.exec("ROLLBACK");
          throw error;
        }
      }),
    cutAfter(statements) {
      left = statements;
    },
  };
}
