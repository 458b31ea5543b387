import { cardStatuses, maskCard } from "../../card/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { hasProgramme, packOf, record, refusal, type Context, type Long, type Progress } from "../context.ts";
import type { CardReplacement, Ports } from "../ports.ts";
import type { Refusal } from "../../contract/index.ts";
import { readCards, type CardFault } from "./read-cards.ts";

/**
 * Replaces the card snapshot by a CSV with the columns `number,status[,since]`, all or nothing: one broken row, or a
 * number that comes twice, and nothing is changed. Changes that this terminal made itself stay on top until head office
 * knows them.
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
/** Faults that fit into one message; the others are counted. */
const faultsShown = 3;

type Job = {
  readonly csv: string;
  readonly replacement: CardReplacement;
  readonly running: { readonly cancelled: boolean };
};

function* writeCards(context: Context, { csv, replacement, running }: Job): Long<number> {
  const programme = packOf(context).pack.pack.id;
  const total = Math.max(1, Math.ceil(csv.length / rowChars));
  const shown: CardFault[] = [];
  let faulty = 0;
  let done = 0;
  for (const { rows, faults, fault } of readCards(csv, programme)) {
    if (fault) return refusal(context, "csv-invalid", { message: context.say(`csv.${fault.kind}`, rowOf(fault)) });
    const twice = replacement.add(rows.map(({ card }) => card));
    const again: CardFault[] = twice.flatMap(({ number, at }) => {
      const row = rows[at]?.row;
      return row === undefined ? [] : [{ kind: "card-twice", row, column: "number", value: number }];
    });
    const found = [...faults, ...again].toSorted((a, b) => a.row - b.row);
    faulty += found.length;
    shown.push(...found.slice(0, faultsShown - shown.length));
    done += rows.length + faults.length;
    yield { phase: "writing", done: Math.min(done, total), total };
    if (running.cancelled) return refusal(context, "import-cancelled");
  }
  if (done === 0) return refusal(context, "csv-invalid", { message: context.say("csv.empty") });
  if (faulty === 0) return ok(done);
  return invalid(context, yield* withFirstRows(csv, programme, shown), faulty);
}

function rowOf(fault: object): { row: number } | Record<string, never> {
  return "row" in fault && typeof fault.row === "number" ? { row: fault.row } : {};
}

/** Finds the rows that had the numbers first: a second look at the file, for the few that are shown. */
function* withFirstRows(
  csv: string,
  programme: string,
  faults: readonly CardFault[],
): Generator<Progress, CardFault[]> {
  const sought = new Set(faults.filter(({ kind }) => kind === "card-twice").map(({ value }) => value));
  const first = new Map<string, number>();
  if (sought.size > 0) {
    for (const { rows } of readCards(csv, programme)) {
      for (const { row, card } of rows) {
        if (sought.has(card.number) && !first.has(card.number)) first.set(card.number, row);
      }
      if (first.size === sought.size) break;
      yield { phase: "checking", done: 0, total: 1 };
    }
  }
  return faults.map((fault) => ({ ...fault, first: first.get(fault.value) ?? fault.row }));
}

function invalid(context: Context, faults: readonly CardFault[], count: number): Result<never, Refusal> {
  const rows = faults.map((fault) => faultText(context, fault)).join(". ");
  const [{ row, kind } = { row: 0, kind: "" }] = faults;
  return refusal(context, "csv-invalid", {
    message: context.say("csv.cards", { count, rows }),
    details: { row, fault: kind, errors: count },
  });
}

function faultText(context: Context, { kind, row, column, value, first = 0 }: CardFault): string {
  const shown = kind === "card-twice" ? maskCard(value) : value.slice(0, 40);
  const place = context.say(column === "" ? "csv.row" : "csv.cell", { row, column });
  const params = { value: shown, first, statuses: cardStatuses.join(", ") };
  return `${place}: ${context.say(`csv.${kind}`, params)}`;
}
