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
