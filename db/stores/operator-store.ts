import type { OperatorStore, StoredOperator } from "../../core/commands/index.ts";
import { type Role, roles } from "../../core/shift/index.ts";
import { createSeal, type Db, StorageError } from "../connection/index.ts";

type OperatorRow = {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly pin_hash: string;
  readonly failed_tries: number;
  readonly locked_until: number;
  readonly demo_pin: string | null;
  readonly sum: number;
};

const operatorColumns = "id, name, role, pin_hash, failed_tries, locked_until, demo_pin, sum";
const operatorSeal = createSeal("operator", "journal");

function operatorFields(row: Omit<OperatorRow, "sum">) {
  return [row.id, row.name, row.role, row.pin_hash, row.failed_tries, row.locked_until, row.demo_pin] as const;
}

export function createOperatorStore(db: Db): OperatorStore {
  const byId = db.prepare<[string], OperatorRow>(`SELECT ${operatorColumns} FROM operator WHERE id = ?`);
  const all = db.prepare<[], OperatorRow>(`SELECT ${operatorColumns} FROM operator ORDER BY id`);
  const put = db.prepare<[...ReturnType<typeof operatorFields>, number]>(
    `INSERT OR REPLACE INTO operator (${operatorColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    find(id) {
      const row = byId.get(id);
      return row && toOperator(row);
    },
    list: () => all.all().map(toOperator),
    save(operator) {
      const { id, name, role, pinHash, failedTries, lockedUntil, demoPin } = operator;
      const fields = [id, name, role, pinHash, failedTries, lockedUntil, demoPin] as const;
      put.run(...fields, operatorSeal.of(fields));
    },
  };
}

function toOperator(row: OperatorRow): StoredOperator {
  operatorSeal.check(operatorFields(row), row.sum);
  const { id, name, role } = row;
  if (!isRole(role)) throw new StorageError("storage-damaged", "an operator has an unknown role", "journal");
  return {
    id,
    name,
    role,
    pinHash: row.pin_hash,
    failedTries: row.failed_tries,
    lockedUntil: row.locked_until,
    demoPin: row.demo_pin,
  };
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
