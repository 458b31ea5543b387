import { ok, type Result } from "../../kernel/index.ts";
import { hasProgramme, packOf, record, refusal, type Context, type Long } from "../context.ts";
import type { Ports, Replacement } from "../ports.ts";
import type { Card } from "../../card/index.ts";
import { cardStatuses } from "../../card/index.ts";
import type { Refusal } from "../../contract/index.ts";
import { readCards, type CardsFault } from "./read-cards.ts";

/**
 * Replaces the card snapshot by a CSV with the columns `number,status[,since]`, all or nothing. Changes that this
 * terminal made itself stay on top until head office knows them. A number that comes twice keeps its last row.
 */
export function* importCards(ports: Ports, context: Context, input: { readonly csv: string }): Long<{ cards: number }> {
  const { terminal } = context;
  if (!hasProgramme(terminal)) return refusal(context, "pack-unknown");
  if (terminal.importing) return refusal(context, "import-busy");
  const running = { cancelled: false };
  terminal.importing = running;
  const replacement = ports.cards.replaceAll();
  let committed = false;
  try {
    const written = yield* writeCards(context, { csv: input.csv, replacement, running });
    if (!written.ok) return written;
    replacement.commit();
    committed = true;
    ports.transaction(() => record(ports, context, { kind: "cards-imported", body: { cards: written.value } }));
    for (const topic of ["status", "basket"] as const) context.touched.add(topic);
    return ok({ cards: written.value });
  } finally {
    if (!committed) replacement.cancel();
    terminal.importing = null;
  }
}

/** Bytes of a usual row, for the estimate of how many there are. */
const rowChars = 22;

function* writeCards(
  context: Context,
  job: {
    readonly csv: string;
    readonly replacement: Replacement<Card>;
    readonly running: { readonly cancelled: boolean };
  },
): Long<number> {
  const total = Math.max(1, Math.ceil(job.csv.length / rowChars));
  let done = 0;
  for (const slice of readCards(job.csv, packOf(context).pack.pack.id)) {
    if (slice.fault) return invalid(context, slice.fault);
    job.replacement.add(slice.cards);
    done += slice.cards.length;
    yield { phase: "writing", done: Math.min(done, total), total };
    if (job.running.cancelled) return refusal(context, "import-cancelled");
  }
  return ok(done);
}

function invalid(context: Context, fault: CardsFault): Result<never, Refusal> {
  const params = { statuses: cardStatuses.join(", "), row: fault.row };
  const details = { row: fault.row, fault: fault.kind };
  return refusal(context, "csv-invalid", { message: context.say(`csv.${fault.kind}`, params), details });
}
