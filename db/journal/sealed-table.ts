import { createSeal, type Db, isStorageError, type SealedValue } from "../connection/index.ts";

/** A table whose rows end in the checksum of all fields before it. */
export type SealedTable = { readonly name: string; readonly columns: readonly string[] };

/** The small tables of `journal.db`: what changes together with facts, and cannot be derived from them. */
export const sealedTables: readonly SealedTable[] = [
  { name: "card_overlay", columns: ["number", "programme", "status", "since", "previous", "reason"] },
  { name: "basket", columns: ["id", "state", "at", "by", "body"] },
  { name: "operator", columns: ["id", "name", "role", "pin_hash", "failed_tries", "locked_until", "demo_pin"] },
  { name: "setting", columns: ["key", "value"] },
  { name: "counter", columns: ["name", "value"] },
  { name: "meta", columns: ["key", "value"] },
];

type Row = { readonly [column: string]: SealedValue };

/** Whether every row and page of the table is what was written. */
export function tableIsSound(db: Db, table: SealedTable): boolean {
  try {
    const seal = createSeal(table.name, db.part);
    for (const row of read(db, table, "ASC")) if (!seal.holds(fieldsOf(table, row), Number(row.sum))) return false;
    return db.pragma(`quick_check(${table.name})`) === "ok";
  } catch (error) {
    if (isStorageError(error, "storage-damaged")) return false;
    throw error;
  }
}

/**
 * Copies the rows that are still what was written, read from both ends up to the damage; rows already there give way.
 * Returns how many were found damaged or could not be reached for certain.
 */
export function copySoundRows(from: Db, to: Db, table: SealedTable): number {
  const seal = createSeal(table.name, from.part);
  const marks = [...table.columns, "sum"].map(() => "?").join(", ");
  const put = to.prepare<SealedValue[]>(
    `INSERT OR REPLACE INTO ${table.name} (${table.columns.join(", ")}, sum) VALUES (${marks})`,
  );
  let damaged = 0;
  for (const order of ["ASC", "DESC"] as const) {
    try {
      for (const row of read(from, table, order)) {
        const fields = fieldsOf(table, row);
        if (seal.holds(fields, Number(row.sum))) put.run(...fields, Number(row.sum));
        else if (order === "ASC") damaged += 1;
      }
      return damaged;
    } catch (error) {
      if (!isStorageError(error, "storage-damaged")) throw error;
      damaged += 1;
    }
  }
  return damaged;
}

function read(db: Db, table: SealedTable, order: "ASC" | "DESC"): Generator<Row> {
  const [key] = table.columns;
  return db
    .prepare<[], Row>(`SELECT ${table.columns.join(", ")}, sum FROM ${table.name} ORDER BY ${key} ${order}`)
    .iterate();
}

function fieldsOf(table: SealedTable, row: Row): SealedValue[] {
  return table.columns.map((column) => row[column] ?? null);
}
