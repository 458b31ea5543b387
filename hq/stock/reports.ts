import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import { checkForm, periodEnd, type FormError } from "../../core/organiser/index.ts";
import { countAll, eachNumber, joined, type Range } from "../../core/stock/index.ts";
import type { ReportOn, StockPerson } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { allocationOf } from "./dues.ts";
import { findPaper, papersOf, writePaper, type ReportRow } from "./papers.ts";
import type { StockProgramme } from "./programme.ts";
import { isEntered } from "./record-move.ts";
import { listPersons } from "./registers.ts";
import { rangesWith } from "./spans.ts";

type About = { readonly person: string; readonly for: ReportOn };
type Move = { readonly seq: number; readonly ranges: string; readonly about: string };

/** What a person handed out and has not reported yet, in the rows of a report. */
export type Draft = {
  readonly person: StockPerson;
  readonly rows: readonly ReportRow[];
  readonly moves: readonly number[];
  readonly cards: number;
  /** How many cards are still with the person. */
  readonly left: number;
  readonly subject: string;
  readonly fromDay: LocalDate;
  readonly toDay: LocalDate;
  readonly errors: readonly FormError[];
};

export async function draftReport(sql: Sql, programme: StockProgramme, about: About): Promise<Draft | undefined> {
  const person = (await listPersons({ sql, id: programme.id })).find(({ id }) => id === about.person);
  const span = await spanOf(sql, programme, about.for);
  if (!person || !span) return undefined;
  const told = await papersOf(sql, programme.id, "report");
  const known = new Set(told.flatMap(({ body }) => body.moves ?? []));
  const moves = (await movesOf(sql, programme.id, about)).filter(({ seq }) => !known.has(seq));
  const rows = rowsOf(moves, about.for.route);
  const left = await rangesWith({ sql, id: programme.id }, { kind: "person", id: person.id });
  return {
    ...span,
    person,
    rows,
    moves: moves.map(({ seq }) => seq),
    cards: rows.reduce((sum, { ranges }) => sum + countAll(ranges), 0),
    left: countAll(left),
    errors: errorsIn(programme, { rows, left, route: about.for.route }),
  };
}

/** The report is filed as it stands; what is handed out later goes onto another. */
export async function fileReport(
  book: Book,
  report: About & { readonly id: string; readonly no: string; readonly on: LocalDate },
): Promise<Entered<{ id: string }>> {
  const { id, no, on } = report;
  if (await isEntered(book, id)) return ok({ id });
  if (on > book.today) return refuse({ kind: "in-future", day: on });
  const draft = await draftReport(book.sql, book, report);
  if (!draft) return lateCopy();
  if (draft.rows.length === 0) return refuse({ kind: "no-cards" });
  const [error] = draft.errors;
  if (error) return refuse({ kind: "form-incomplete", detail: error.detail, message: error.message });
  const { person, rows, moves, cards, subject, fromDay, toDay } = draft;
  const route = report.for;
  const about = route.route === "event" ? { order: route.order } : { period: route.period };
  const body = { route: route.route, ...about, rows, moves, fromDay, toDay };
  const paper = { id, no, on, place: person.place, person: person.id, subject, cards, body };
  await writePaper(book, { ...paper, kind: "report", state: "open" });
  return ok({ id });
}

async function spanOf(sql: Sql, programme: StockProgramme, on: ReportOn) {
  if (on.route === "event") {
    const order = await findPaper(sql, programme.id, on.order);
    const { fromDay, toDay } = order?.body ?? {};
    return order && fromDay && toDay ? { subject: order.subject, fromDay, toDay } : undefined;
  }
  const allocation = allocationOf(programme);
  const toDay = allocation && periodEnd(allocation, on.period);
  return toDay === undefined ? undefined : { subject: on.period, fromDay: beginningOf(programme, toDay), toDay };
}

/** A period begins on the day after the one before it ended. */
function beginningOf(programme: StockProgramme, endsOn: LocalDate): LocalDate {
  const year = Number(endsOn.slice(0, 4));
  const ends = Object.values(allocationOf(programme)?.periods ?? {}).flatMap(({ endsOn: day }) => [
    `${year - 1}-${day}`,
    `${year}-${day}`,
  ]);
  const before =
    ends
      .filter((day) => day < endsOn)
      .toSorted()
      .at(-1) ?? endsOn;
  return new Date(Date.parse(`${before}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

async function movesOf(sql: Sql, programme: string, { person, for: on }: About): Promise<Move[]> {
  const like = on.route === "event" ? on.order : `${on.period}/%`;
  return sql.query<Move>(
    `SELECT seq, ranges, about FROM stock_move
     WHERE programme = $1 AND kind = 'handOut' AND from_holder = $2 AND case_id LIKE $3 ORDER BY seq`,
    [programme, `person:${person}`, like],
  );
}

/** One row for an organisation and a kind of service, in the order of the first hand-out. */
function rowsOf(moves: readonly Move[], route: ReportOn["route"]): ReportRow[] {
  const rows = new Map<string, ReportRow>();
  for (const { ranges, about } of moves) {
    const [entity = "", service = ""] = route === "event" ? [about] : about.split("\n");
    const before = rows.get(about)?.ranges ?? [];
    // Written by this room only.
    rows.set(about, { entity, service, ranges: joined([...before, ...(JSON.parse(ranges) as Range[])]) });
  }
  return [...rows.values()];
}

type Filled = Pick<Draft, "rows"> & { readonly left: readonly Range[]; readonly route: ReportOn["route"] };

/** What the form's own rules say; the numbers received are those handed out and those still there. */
function errorsIn({ pack, rules }: StockProgramme, { rows, left, route }: Filled): FormError[] {
  const workflow = rules.routes[route]?.workflow;
  const name = pack.workflows[workflow ?? ""]?.steps.find(
    ({ do: step }) => rules.steps[step]?.doneBy === "report",
  )?.form;
  const form = name === undefined ? undefined : pack.forms[name];
  if (!form) return [];
  const received = eachNumber([...left, ...rows.flatMap(({ ranges }) => ranges)]);
  const filled = rows.map(({ entity, ranges, service }) => ({ entity, numbers: eachNumber(ranges), service }));
  return checkForm(form, { route, lists: { received }, rows: filled });
}
