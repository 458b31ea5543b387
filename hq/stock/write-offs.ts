import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import { readHolder, type Holder, type Range } from "../../core/stock/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { changePaper, findPaper, writePaper, type ReportRow, type StockPaper } from "./papers.ts";
import { isEntered, recordMove } from "./record-move.ts";
import { listPersons } from "./registers.ts";
import { rangesWith } from "./spans.ts";

export type NewAct = {
  readonly id: string;
  readonly no: string;
  readonly on: LocalDate;
  /** Its rows are written off; null for what is spoiled or lost. */
  readonly report: string | null;
  readonly holder: string;
  readonly person: string;
  readonly reason: string;
};

/** Cards leave the books by an act. A card that a customer has stays good: that is no matter of the books. */
export async function writeOff(book: Book, act: NewAct): Promise<Entered<{ id: string }>> {
  const { id, no, on } = act;
  if (await isEntered(book, id)) return ok({ id });
  const found = act.report === null ? await asidesOf(book, act) : await reportedIn(book, act.report);
  if (!found.ok) return found;
  const { from, rows, report, person } = found.value;
  const to: Holder = { kind: "written-off", id };
  const ranges = rows.flatMap((row) => row.ranges);
  const movement = { kind: "writeOff", on, from, to, ranges } as const;
  const moved = await recordMove(book, movement, { id, paper: id, about: no });
  if (!moved.ok) return moved;
  const named = (await listPersons(book)).find((each) => each.id === person);
  const body = { report: act.report, rows, reason: act.reason };
  const subject = named?.name ?? "";
  const paper = { id, no, on, place: named?.place ?? "", person, subject, cards: moved.value, body };
  await writePaper(book, { ...paper, kind: "act", state: "done" });
  if (report) await changePaper(book, report, { state: "done" });
  return ok({ id });
}

type Basis = {
  readonly from: Holder;
  readonly rows: readonly ReportRow[];
  readonly person: string;
  readonly report?: StockPaper;
};

async function reportedIn(book: Book, id: string): Promise<Entered<Basis>> {
  const report = await findPaper(book.sql, book.id, id);
  if (report?.kind !== "report" || report.state !== "open") return lateCopy();
  const { person } = report;
  return ok({ from: { kind: "handed", id: person }, rows: report.body.rows ?? [], person, report });
}

/** All that a holder has put aside. What was handed out needs its report first. */
async function asidesOf(book: Book, { holder, person, reason }: NewAct): Promise<Entered<Basis>> {
  const from = readHolder(holder);
  if (from?.kind === "handed") return refuse({ kind: "no-report" });
  if (from?.kind !== "spoiled" && from?.kind !== "lost") return lateCopy();
  const ranges: readonly Range[] = await rangesWith(book, from);
  if (ranges.length === 0) return refuse({ kind: "no-cards" });
  return ok({ from, rows: [{ entity: "", ranges, service: reason }], person });
}
