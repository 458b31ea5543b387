import { sha256 } from "../api/index.ts";
import type { FileName } from "../../core/trust/index.ts";
import type { Sql } from "../ledger/index.ts";

/** Keeps a text under its hash, once. */
export async function keepFile(sql: Sql, text: string, at: number): Promise<FileName> {
  const hash = sha256(text);
  const content = Buffer.from(text);
  await sql.query("INSERT INTO file (hash, bytes, content, at) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING", [
    hash,
    content.length,
    content,
    at,
  ]);
  return { hash, length: text.length };
}

export async function readFile(sql: Sql, hash: string): Promise<string | undefined> {
  const [found] = await sql.query<{ content: Uint8Array }>("SELECT content FROM file WHERE hash = $1", [hash]);
  return found && Buffer.from(found.content).toString("utf8");
}
