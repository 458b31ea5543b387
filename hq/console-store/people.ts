import type { ConsoleRole, PersonRow } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { writeAudit } from "./audit.ts";

/** One person has one name, however it is typed. */
export function loginOf(name: string): string {
  return name.normalize("NFC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}

/** Who can still let others in. */
export async function countAdministrators(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ administrators: number }>(
    "SELECT count(*) AS administrators FROM console_person WHERE role = 'administrator' AND off_at IS NULL",
  );
  return row?.administrators ?? 0;
}

export async function listPeople(sql: Sql): Promise<PersonRow[]> {
  return sql.query<PersonRow>(
    `SELECT name, role, made_at AS "madeAt", off_at IS NOT NULL AS off, locked_until AS "lockedUntil"
     FROM console_person ORDER BY login`,
  );
}

export type Attempt =
  | { readonly kind: "unknown" }
  | { readonly kind: "locked"; readonly until: number }
  | {
      readonly kind: "open";
      readonly login: string;
      readonly name: string;
      readonly role: ConsoleRole;
      readonly hash: string;
    };

/** Wrong tries before the first pause, which doubles with each further one. */
const triesBeforeLock = 5;
const [firstLockMs, longestLockMs] = [30_000, 900_000];

type Counted = { readonly name: string; readonly role: ConsoleRole; readonly hash: string; readonly failures: number };

/**
 * Counts a try to sign in before its password is looked at, so that a thousand tries at once are a thousand, too.
 * `signedIn` takes the count back.
 */
export async function countAttempt(sql: Sql, login: string, now: number): Promise<Attempt> {
  const [counted] = await sql.query<Counted>(
    `UPDATE console_person SET failures = failures + 1, locked_until = CASE WHEN failures + 1 < $3 THEN 0
       ELSE $2 + least($5::bigint, $4::bigint * power(2, least(failures + 1 - $3, 10))::bigint) END
     WHERE login = $1 AND off_at IS NULL AND locked_until <= $2::bigint RETURNING name, role, hash, failures`,
    [login, now, triesBeforeLock, firstLockMs, longestLockMs],
  );
  if (counted) return { kind: "open", login, name: counted.name, role: counted.role, hash: counted.hash };
  const [locked] = await sql.query<{ until: number }>(
    "SELECT locked_until AS until FROM console_person WHERE login = $1 AND off_at IS NULL",
    [login],
  );
  return locked ? { kind: "locked", until: locked.until } : { kind: "unknown" };
}

export async function signedIn(sql: Sql, login: string): Promise<void> {
  await sql.query("UPDATE console_person SET failures = 0, locked_until = 0 WHERE login = $1", [login]);
}

export type SwitchOff = {
  readonly name: string;
  readonly reason: string;
  readonly by: string;
  readonly now: number;
  readonly id: string;
};

/** Ends what the person has open, at once. `last-administrator`: nobody could let anybody in again. */
export async function switchOffPerson(sql: Sql, order: SwitchOff): Promise<"done" | "unknown" | "last-administrator"> {
  const { name, reason, by, now, id } = order;
  const login = loginOf(name);
  return sql.transaction(async (inside) => {
    const administrators = await inside.query<{ login: string }>(
      "SELECT login FROM console_person WHERE role = 'administrator' AND off_at IS NULL ORDER BY login FOR UPDATE",
    );
    if (administrators.length === 1 && administrators[0]?.login === login) return "last-administrator";
    const off = await inside.query(
      "UPDATE console_person SET off_at = $2 WHERE login = $1 AND off_at IS NULL RETURNING login",
      [login, now],
    );
    if (off.length === 0) return "unknown";
    await inside.query("DELETE FROM console_session WHERE login = $1", [login]);
    await inside.query("UPDATE console_invite SET used_at = $2 WHERE lower(name) = $1 AND used_at IS NULL", [
      login,
      now,
    ]);
    await writeAudit(inside, { id, at: now, who: by, action: "person-switched-off", subject: name, details: reason });
    return "done";
  });
}
