import type { OperatorsFile } from "../../core/trust/index.ts";
import type { Sql } from "../ledger/index.ts";

export type OfficeOperator = OperatorsFile["operators"][number];

type Row = Omit<OfficeOperator, "active"> & {
  readonly offAt: number | null;
  readonly shards: string;
  readonly terminals: string;
};

export type OperatorRecord = OfficeOperator & {
  /** Parts of the trade and single tills where the person works; nothing named: everywhere. */
  readonly shards: readonly string[];
  readonly terminals: readonly string[];
  readonly changedAt: number;
  readonly changedBy: string;
};

const columns = `operator_id AS id, name, role, pin_hash AS "pinHash", off_at AS "offAt", shards, terminals,
  changed_at AS "changedAt", changed_by AS "changedBy"`;

export async function listOperators(sql: Sql): Promise<OperatorRecord[]> {
  const rows = await sql.query<Row & Pick<OperatorRecord, "changedAt" | "changedBy">>(
    `SELECT ${columns} FROM till_operator ORDER BY name, operator_id`,
  );
  return rows.map(({ offAt, shards, terminals, ...row }) => {
    return { ...row, active: offAt === null, shards: namesIn(shards), terminals: namesIn(terminals) };
  });
}

/** Everybody who works, or has worked, at this till. In one order, so that equal lists are equal texts. */
export async function operatorsAt(
  sql: Sql,
  { terminal, shard }: { readonly terminal: string; readonly shard: string },
): Promise<OfficeOperator[]> {
  const all = await listOperators(sql);
  return all
    .filter((one) => isEverywhere(one) || one.shards.includes(shard) || one.terminals.includes(terminal))
    .map(({ id, name, role, pinHash, active }) => ({ id, name, role, pinHash, active }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const isEverywhere = ({ shards, terminals }: OperatorRecord): boolean => shards.length + terminals.length === 0;

function namesIn(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

export type OperatorChange = Omit<OperatorRecord, "id" | "pinHash" | "changedAt" | "changedBy"> & {
  readonly id: string;
  /** Undefined: the PIN stays. */
  readonly pinHash: string | undefined;
  readonly by: string;
  readonly now: number;
};

/** Adds a person or changes one. False where there is none of this id and no PIN to begin with. */
export async function saveOperator(sql: Sql, change: OperatorChange): Promise<boolean> {
  const { id, name, role, pinHash, active, shards, terminals, by, now } = change;
  const rest = [name, role, shards.join("\n"), terminals.join("\n"), active ? null : now, now, by] as const;
  const done =
    pinHash === undefined
      ? await sql.query(
          `UPDATE till_operator SET name = $2, role = $3, shards = $4, terminals = $5,
             off_at = CASE WHEN $6::bigint IS NULL THEN NULL ELSE coalesce(off_at, $6) END,
             changed_at = $7, changed_by = $8
           WHERE operator_id = $1 RETURNING operator_id`,
          [id, ...rest],
        )
      : await sql.query(
          `INSERT INTO till_operator
             (operator_id, name, role, shards, terminals, off_at, changed_at, changed_by, pin_hash)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           ON CONFLICT (operator_id) DO UPDATE SET name = $2, role = $3, shards = $4, terminals = $5, off_at = $6,
             changed_at = $7, changed_by = $8, pin_hash = $9
           RETURNING operator_id`,
          [id, ...rest, pinHash],
        );
  return done.length === 1;
}
