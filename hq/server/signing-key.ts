import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newSigningKey } from "../api/index.ts";

/** From the environment where gateways share one, else made once in the folder. */
export function signingKeyIn(dir: string): string {
  const known = keyIn(dir);
  if (known !== undefined) return known;
  mkdirSync(dir, { recursive: true });
  const key = newSigningKey();
  writeFileSync(join(dir, "signing.key"), key, { mode: 0o600 });
  return key;
}

/** The key of a head office that has run in this folder; undefined where none has. */
export function keyIn(dir: string): string | undefined {
  const given = process.env["HQ_SIGNING_KEY"];
  if (given !== undefined) return given;
  const file = join(dir, "signing.key");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;
}
