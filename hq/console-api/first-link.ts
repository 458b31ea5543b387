import { randomUUID } from "node:crypto";
import { countAdministrators, makeInvite } from "../console-store/index.ts";
import type { Sql } from "../ledger/index.ts";
import { hashToken, newToken } from "./session-cookie.ts";

const lifeMs = 3_600_000;

/**
 * One-time link by which the first administrator is made; undefined as long as there is one. It stands behind `#`, so
 * that no server's log has it. Valid for an hour, a new one at every start.
 */
export async function firstLink(sql: Sql, address: string, now: number): Promise<string | undefined> {
  if ((await countAdministrators(sql)) > 0) return undefined;
  const token = newToken();
  const invite = { name: "", role: "administrator", by: "start" } as const;
  await makeInvite(sql, { ...invite, tokenHash: hashToken(token), until: now + lifeMs, now, id: randomUUID() });
  return `${address}/console/#invite/${token}`;
}
