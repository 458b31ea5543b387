import type { Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** Writes a verified backup; outside a transaction, for the copy is made by the database itself. */
export function backUp(
  ports: Ports,
  context: Context,
  input: { readonly file?: string | undefined },
): Result<{ file: string; bytes: number }, Refusal> {
  const backup = input.file === undefined ? ports.health.backUp() : ports.health.backUp(input.file);
  ports.transaction(() =>
    record(ports, context, { kind: "backup-written", body: { file: backup.file, bytes: backup.bytes } }),
  );
  context.touched.add("status");
  return ok(backup);
}
