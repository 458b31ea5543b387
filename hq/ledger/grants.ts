import type { LeaseAnswer, LeaseRequest, RightsAnswer, RightsRequest } from "../../core/sync/index.ts";
import type { Sql } from "./sql.ts";

type Pool = { readonly next: number; readonly until: number; readonly prefix: string; readonly length: number };

/**
 * A range of numbers for one terminal and generation. The same request answers the same range, and none of another
 * kind; numbers are never given twice, and those of a generation that was left are lost. Fewer than asked for when the
 * pool ends, none when it is empty.
 */
export async function grantLease(sql: Sql, terminal: string, request: LeaseRequest): Promise<LeaseAnswer> {
  return sql.transaction(async (inside) => {
    const [pool] = await inside.query<Pool>(
      "SELECT next, until, prefix, length FROM number_pool WHERE kind = $1 FOR UPDATE",
      [request.kind],
    );
    if (!pool) return noRange;
    const key = [terminal, request.generation, request.request];
    const [known] = await inside.query<{ first: number; count: number; kind: string }>(
      "SELECT first, count, kind FROM lease WHERE terminal_id = $1 AND gen = $2 AND request_id = $3",
      key,
    );
    if (known) return known.kind === request.kind ? rangeOf(pool, known.first, known.count) : noRange;
    const count = Math.min(request.count, pool.until - pool.next);
    if (count <= 0) return noRange;
    await inside.query("UPDATE number_pool SET next = next + $2::bigint WHERE kind = $1", [request.kind, count]);
    await inside.query(
      "INSERT INTO lease (terminal_id, gen, request_id, kind, first, count) VALUES ($1, $2, $3, $4, $5, $6)",
      [...key, request.kind, pool.next, count],
    );
    return rangeOf(pool, pool.next, count);
  });
}

const noRange: LeaseAnswer = { from: "", to: "", count: 0 };

function rangeOf({ prefix, length }: Pool, first: number, count: number): LeaseAnswer {
  const number = (value: number): string => prefix + String(value).padStart(length - prefix.length, "0");
  return { from: number(first), to: number(first + count - 1), count };
}

/**
 * Units of a yearly quota that the terminal may spend without asking: never more in all than the quota holds. Granting
 * less than asked for is an answer, not a fault.
 */
export async function grantRights(sql: Sql, terminal: string, request: RightsRequest): Promise<RightsAnswer> {
  return sql.transaction(async (inside) => {
    const [quota] = await inside.query<{ units: number; granted: number }>(
      "SELECT units, granted FROM quota WHERE counter = $1 FOR UPDATE",
      [request.quota],
    );
    if (!quota) return { granted: 0, left: 0 };
    const left = quota.units - quota.granted;
    const key = [terminal, request.generation, request.request];
    const [known] = await inside.query<{ units: number; counter: string }>(
      "SELECT units, counter FROM grant_right WHERE terminal_id = $1 AND gen = $2 AND request_id = $3",
      key,
    );
    if (known) return { granted: known.counter === request.quota ? known.units : 0, left };
    const granted = Math.min(request.units, left);
    if (granted <= 0) return { granted: 0, left };
    await inside.query("UPDATE quota SET granted = granted + $2::bigint WHERE counter = $1", [request.quota, granted]);
    await inside.query(
      "INSERT INTO grant_right (terminal_id, gen, request_id, counter, units) VALUES ($1, $2, $3, $4, $5)",
      [...key, request.quota, granted],
    );
    return { granted, left: left - granted };
  });
}
