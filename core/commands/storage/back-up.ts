import { ok } from "../../kernel/index.ts";
import { record, refusal, type Begun, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

type Backup = { readonly file: string; readonly bytes: number };

/** Writes a verified backup while selling goes on; what is sold meanwhile goes into the next one. */
export function backUp(
  { keeper }: Ports,
  context: Context,
  input: { readonly file?: string | undefined },
): Begun<{ file: string; bytes: number }> {
  if (keeper.busy()) return refusal(context, "storage-busy");
  const written = keeper
    .backUp({ at: context.now, file: input.file })
    .then((backup) => (ports: Ports, later: Context) => {
      return backup === "no-place" ? refusal(later, "backup-place") : ok(told(ports, later, backup));
    });
  return ok(written);
}

function told(ports: Ports, context: Context, { file, bytes }: Backup): Backup {
  record(ports, context, { kind: "backup-written", body: { file, bytes } });
  context.touched.add("status");
  return { file, bytes };
}
