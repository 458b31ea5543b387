import { cardStatuses, type Card, type CardStatus } from "../../card/index.ts";
import { readCsv, type CsvFault, type CsvRecord } from "../../catalogue/index.ts";
import { ok, refuse, type Result } from "../../kernel/index.ts";

/** What can be wrong with a row. Texts are keyed by it: what is wrong and what to do. */
export type CardFault = {
  readonly kind: "card-header" | "card-cells" | "card-number" | "card-status" | "card-since" | "card-twice";
  readonly row: number;
  /** Empty: the row as a whole. */
  readonly column: string;
  readonly value: string;
  /** Row that has the number already. */
  readonly first?: number;
};

export type CardRow = { readonly row: number; readonly card: Card };
export type CardsSlice = {
  readonly rows: readonly CardRow[];
  readonly faults: readonly CardFault[];
  /** The file as a whole cannot be read. */
  readonly fault?: CsvFault;
};

/** Reads a card list in slices, row by row to its end; only a wrong header or an unreadable file ends it before. */
export function* readCards(csv: string, programme: string): Generator<CardsSlice, void> {
  let columns: readonly string[] = [];
  for (const { records, fault } of readCsv(csv)) {
    const [header, ...others] = records;
    if (header && columns.length === 0) {
      columns = header.cells.map((cell) => cell.toLowerCase());
      const faults = headerFaults(columns, header.row);
      if (faults.length > 0) {
        yield { rows: [], faults };
        return;
      }
      yield { ...readRows(others, columns, programme), ...(fault && { fault }) };
    } else yield { ...readRows(records, columns, programme), ...(fault && { fault }) };
  }
}

const required = ["number", "status"] as const;
const known: readonly string[] = [...required, "since"];

function headerFaults(names: readonly string[], row: number): CardFault[] {
  const strange = names.filter((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  const missing = required.filter((name) => !names.includes(name));
  return [...missing, ...strange].map((column) => ({ kind: "card-header", row, column, value: names.join(", ") }));
}

function readRows(records: readonly CsvRecord[], columns: readonly string[], programme: string): CardsSlice {
  const rows: CardRow[] = [];
  const faults: CardFault[] = [];
  for (const record of records) {
    const { row } = record;
    const card = readCard(record, columns, programme);
    if (card.ok) rows.push({ row, card: card.value });
    else faults.push({ row, ...card.refusal });
  }
  return { rows, faults };
}

type Wrong = Pick<CardFault, "kind" | "column" | "value">;

function readCard(line: CsvRecord, header: readonly string[], programme: string): Result<Card, Wrong> {
  const { cells } = line;
  if (cells.length !== header.length) return refuse({ kind: "card-cells", column: "", value: String(cells.length) });
  const cell = (name: string) => cells[header.indexOf(name)] ?? "";
  const number = cell("number");
  const status = cell("status").replaceAll("_", "-");
  const since = sinceOf(cell("since"));
  if (!/^[\w-]{4,32}$/.test(number)) return refuse({ kind: "card-number", column: "number", value: "" });
  if (!isStatus(status)) return refuse({ kind: "card-status", column: "status", value: cell("status") });
  if (since === undefined) return refuse({ kind: "card-since", column: "since", value: cell("since") });
  return ok({ number, programme, status, since });
}

/** A date, or a moment of one; empty for none. What else `Date.parse` takes is a slip of the hand. */
function sinceOf(text: string): number | undefined {
  if (text === "") return 0;
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  return at >= 0 ? at : undefined;
}

function isStatus(text: string): text is CardStatus {
  return cardStatuses.some((status) => status === text);
}
