import { readHolder } from "../../core/stock/index.ts";
import type { Sql } from "../ledger/index.ts";

type Named = { readonly id: string; readonly name: string };

/** What people call holders: the place, the person, or the number of the paper; empty for the printer. */
export async function nameHolders(
  sql: Sql,
  programme: string,
  holders: readonly string[],
): Promise<(holder: string) => string> {
  const ids = [...new Set(holders.map(idOf))].filter((id) => id !== "");
  const rows = await sql.query<Named>(
    `SELECT id, name FROM stock_place WHERE programme = $1 AND id = ANY($2::text[])
     UNION ALL SELECT id, name FROM stock_person WHERE programme = $1 AND id = ANY($2::text[])
     UNION ALL SELECT id, '№ ' || no AS name FROM stock_paper WHERE programme = $1 AND id = ANY($2::text[])`,
    [programme, ids],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (holder) => names.get(idOf(holder)) ?? "";
}

/** What is spoiled or missing is kept under whoever had it: `spoiled:person/p1`. */
function idOf(text: string): string {
  const id = readHolder(text)?.id ?? "";
  return id.slice(id.indexOf("/") + 1);
}
