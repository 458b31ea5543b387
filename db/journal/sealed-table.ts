import { createSeal, type Db, holdsUp, type SealedValue, untilDamage } from "../connection/index.ts";

/** A table whose rows end in the checksum of all fields before it; the first field is the key, or begins it. */
export type SealedTable = { readonly name: string; readonly columns: readonly string[] };

/** The small tables of `journal.db`: what changes together with facts and cannot be derived from them. */
export const sealedTables: readonly SealedTable[] = [
  { name: "card_overlay", columns: ["number", "programme", "status", "since", "previous", "reason"] },
  { name: "basket", columns: ["place", "at", "by", "body"] },
  { name: "operator", columns: ["id", "name", "role", "pin_hash", "failed_tries", "locked_until", "demo_pin"] },
  { name: "setting", columns: ["key", "value"] },
  { name: "counter", columns: ["name", "value"] },
  { name: "link", columns: ["key", "value"] },
  {
    name: "office_card",
    columns: ["layer", "number", "programme", "status", "since", "previous", "reason", "epoch", "settled"],
  },
  { name: "feed_kept", columns: ["pos", "kind", "line"] },
  { name: "meta", columns: ["key", "value"] },
];

type Row = { readonly [column: string]: SealedValue };

/** Whether every row and page of the table is what was written. */
export function tableIsSound(db: Db, table: SealedTable): boolean {
  const seal = createSeal(table.name, db.part);
  return holdsUp(() => {
    for (const row of read(db, table, "ASC")) if (!seal.holds(fieldsOf(table, row), Number(row.sum))) return false;
    return db.pragma(`quick_check(${table.name})`) === "ok";
  });
}

/**
 * Copies the rows that are still what was written, read from both ends up to the damage; rows already there give way.
 * Returns how many damaged rows and places were met.
 */
export function copySoundRows(from: Db, to: Db, table: SealedTable): number {
  const seal = createSeal(table.name, from.part);
  const marks = [...table.columns, "sum"].map(() => "?").join(", ");
  const put = to.prepare<SealedValue[]>(
    `INSERT OR REPLACE INTO ${table.name} (${table.columns.join(", ")}, sum) VALUES (${marks})`,
  );
  const pass = (order: "ASC" | "DESC"): { bad: number; ended: boolean } => {
    const result = { bad: 0, ended: true };
    const stopped = (): void => {
      result.ended = false;
    };
    for (const row of untilDamage(read(from, table, order), stopped)) {
      const fields = fieldsOf(table, row);
      if (seal.holds(fields, Number(row.sum))) put.run(...fields, Number(row.sum));
      else result.bad += 1;
    }
    return result;
  };
  const forward = pass("ASC");
  return forward.ended ? forward.bad : forward.bad + pass("DESC").bad + 1;
}

/** Prepared when first asked for: in a damaged file the table itself may be gone. */
function* read(db: Db, table: SealedTable, order: "ASC" | "DESC"): Generator<Row> {
  const [key] = table.columns;
  const columns = [...table.columns, "sum"].join(", ");
  yield* db.prepare<[], Row>(`SELECT ${columns} FROM ${table.name} ORDER BY ${key} ${order}`).iterate();
}

function fieldsOf(table: SealedTable, row: Row): SealedValue[] {
  return table.columns.map((column) => row[column] ?? null);
}
