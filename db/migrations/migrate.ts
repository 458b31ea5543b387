import { assert } from "../../core/kernel/index.ts";
import { type Db, StorageError } from "../connection/index.ts";
import type { Migration } from "./migration.ts";

/** Schema version of an open file; 0 for an empty one. */
export function schemaVersion(db: Db): number {
  return Number(db.pragma("user_version"));
}

/**
 * Brings the file to the newest schema, each step, its number and `afterStep` in one transaction, so that a kill leaves
 * a whole version. Throws `schema-newer` if a newer app wrote it: opening it could lose what this one does not know.
 */
export function migrate(db: Db, steps: readonly Migration[], afterStep?: (version: number) => void): void {
  const newest = steps.length;
  const found = schemaVersion(db);
  if (found > newest) {
    throw new StorageError("schema-newer", `${db.file} has schema ${found}, this app knows ${newest}`, db.part);
  }
  for (const [index, step] of steps.entries()) {
    assert(step.version === index + 1, "migrations are numbered without gaps");
    if (step.version <= found) continue;
    db.transaction(() => {
      db.exec(step.sql);
      db.pragma(`user_version = ${step.version}`);
      afterStep?.(step.version);
    });
  }
  // A damaged log then costs its own commits at most, and not the schema.
  if (found < newest) db.pragma("wal_checkpoint(TRUNCATE)");
}
