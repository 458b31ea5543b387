import type { Sql } from "../ledger/index.ts";
import { tellTills, type Moved } from "./tell-tills.ts";

/** The lists have changed: every till asks for its own anew. Inside the caller's transaction. */
export async function raiseLists(sql: Sql, now: number): Promise<Moved> {
  const [raised] = await sql.query<{ version: number }>(
    "UPDATE trust_lists SET version = version + 1, at = $1 WHERE id = 1 RETURNING version",
    [now],
  );
  return tellTills(sql, { role: "lists", version: raised?.version ?? 0, now });
}
