import { cardStatuses, type Card, type CardStatus } from "../../card/index.ts";
import { readCsv, type CsvFault, type CsvRecord } from "../../catalogue/index.ts";
import { ok, refuse, type Result } from "../../kernel/index.ts";

type RowFault = "card-header" | "card-cells" | "card-number" | "card-status" | "card-since";
export type CardsFault = { readonly kind: RowFault | CsvFault["kind"]; readonly row: number };
export type CardsSlice = { readonly cards: readonly Card[]; readonly fault?: CardsFault };

/** Reads a card list in slices; the first fault ends it. */
export function* readCards(csv: string, programme: string): Generator<CardsSlice, void> {
  const columns: string[] = [];
  for (const slice of readCsv(csv)) {
    const read = slice.fault ? faulty({ row: 1, ...slice.fault }) : readSlice(slice.records, columns, programme);
    yield read;
    if (read.fault) return;
  }
}

function faulty(fault: CardsFault): CardsSlice {
  return { cards: [], fault };
}

/** Cards of one slice; the first record of the file fills `columns`. */
function readSlice(records: readonly CsvRecord[], columns: string[], programme: string): CardsSlice {
  const cards: Card[] = [];
  for (const line of records) {
    if (columns.length === 0) {
      columns.push(...line.cells.map((cell) => cell.toLowerCase()));
      if (!isHeader(columns)) return faulty({ kind: "card-header", row: line.row });
      continue;
    }
    const card = readCard(line, columns, programme);
    if (!card.ok) return faulty({ kind: card.refusal, row: line.row });
    cards.push(card.value);
  }
  return { cards };
}

function isHeader(names: readonly string[]): boolean {
  return ["number", "status"].every((name) => names.includes(name)) && names.every((name) => known.includes(name));
}

const known: readonly string[] = ["number", "status", "since"];

function readCard(line: CsvRecord, header: readonly string[], programme: string): Result<Card, RowFault> {
  if (line.cells.length !== header.length) return refuse("card-cells");
  const cell = (name: string) => line.cells[header.indexOf(name)] ?? "";
  const number = cell("number");
  const status = cell("status").replaceAll("_", "-");
  const since = cell("since") === "" ? 0 : Date.parse(cell("since"));
  if (!/^[\w-]{4,32}$/.test(number)) return refuse("card-number");
  if (!isStatus(status)) return refuse("card-status");
  if (!(since >= 0)) return refuse("card-since");
  return ok({ number, programme, status, since });
}

function isStatus(text: string): text is CardStatus {
  return cardStatuses.some((status) => status === text);
}
