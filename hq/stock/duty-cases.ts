import { periodEnd } from "../../core/organiser/index.ts";
import { dutiesOf, endedPeriods, type Duty, type DutyEvents, type StepEntry } from "../../core/stock/index.ts";
import type { StockDutyCase, StockPlace, Words } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { allocationOf, givenIn, listDue, revenuesOf } from "./dues.ts";
import { papersOf, type StockPaper } from "./papers.ts";
import { dayIn, type StockProgramme } from "./programme.ts";
import { listPersons, listPlaces } from "./registers.ts";

/** Periods that are looked at: the one that ended last, and the one before it. */
const periodsBack = 2;

/** The days on which entries were made; undefined while they are not complete. */
type Done = Readonly<Partial<Record<StepEntry, string | undefined>>>;

type Papers = Readonly<Record<"request" | "waybill" | "report" | "act" | "order", readonly StockPaper[]>>;

/** What has to be done by when: each branch's half-years, and each event that is ordered. */
export async function listDuties(sql: Sql, programme: StockProgramme, now: number): Promise<StockDutyCase[]> {
  const today = dayIn(programme, now);
  const [request, waybill, report, act, order] = [
    await papersOf(sql, programme.id, "request"),
    await papersOf(sql, programme.id, "waybill"),
    await papersOf(sql, programme.id, "report"),
    await papersOf(sql, programme.id, "act"),
    await papersOf(sql, programme.id, "order"),
  ];
  const papers: Papers = { request, waybill, report, act, order };
  const places = await listPlaces({ sql, id: programme.id });
  const known = { sql, programme, papers, today };
  const cases = [...(await periodCases(known, places)), ...(await eventCases(known, places))];
  return cases.filter(
    ({ duties }) => duties.some(({ state }) => state !== "done" && state !== "late") || duties.length === 0,
  );
}

type Known = {
  readonly sql: Sql;
  readonly programme: StockProgramme;
  readonly papers: Papers;
  readonly today: string;
};

async function periodCases(known: Known, places: readonly StockPlace[]): Promise<StockDutyCase[]> {
  const { sql, programme, today } = known;
  const allocation = allocationOf(programme);
  if (!allocation) return [];
  const staffed = new Set((await listPersons({ sql, id: programme.id })).map(({ place }) => place));
  const cases: StockDutyCase[] = [];
  for (const [back, { period }] of endedPeriods(allocation.periods, today, periodsBack).entries()) {
    for (const place of places.filter(({ id, kind }) => kind === "branch" && staffed.has(id))) {
      const done = await periodDone(known, place.id, period);
      // Where nothing was earned nothing is owed; what was never begun is asked for only of the last period.
      if (done === null || (back > 0 && done.revenue === undefined)) continue;
      const events = { [fromOf(programme, "organisation")]: periodEnd(allocation, period) };
      cases.push(
        caseOf(known, { id: `${period} ${place.id}`, route: "organisation", place, subject: period, done, events }),
      );
    }
  }
  return cases;
}

/** Null where no organisation of the branch has earned a card. */
async function periodDone(known: Known, place: string, period: string): Promise<Done | null> {
  const { sql, programme, papers } = known;
  const revenue = (await revenuesOf(sql, programme.id, period)).filter((row) => row.place === place);
  const rows = await listDue(sql, programme, { place, period });
  const due = rows.reduce((sum, row) => sum + row.due, 0);
  const given = rows.reduce((sum, row) => sum + row.given, 0);
  if (revenue.length > 0 && due === 0) return null;
  const handed = (await givenIn(sql, programme.id, period)).filter((each) => each.place === place);
  const mine = (paper: StockPaper): boolean => paper.place === place && paper.body.period === period;
  const requests = papers.request.filter(mine);
  const sent = papers.waybill.filter(({ body }) => requests.some(({ id }) => id === body.request));
  const handedOut = due > 0 && given >= due ? last(handed) : undefined;
  const moved = requests.every(({ state }) => state === "done") ? first(sent) : undefined;
  return {
    revenue: first(revenue),
    // A branch that had cards enough has asked for none.
    request: first(requests) ?? handedOut,
    waybill: moved ?? handedOut,
    "handed-out": handedOut,
    ...closing(papers, papers.report.filter(mine), given),
  };
}

async function eventCases(known: Known, places: readonly StockPlace[]): Promise<StockDutyCase[]> {
  const { sql, programme, papers, today } = known;
  const cases: StockDutyCase[] = [];
  for (const order of papers.order) {
    const [row] = await sql.query<{ cards: number }>(
      "SELECT coalesce(sum(cards), 0)::bigint AS cards FROM stock_move WHERE programme = $1 AND case_id = $2",
      [programme.id, order.id],
    );
    const given = row?.cards ?? 0;
    const { eventOn, toDay = "" } = order.body;
    const over = given >= order.cards || today > toDay;
    const place = places.find(({ id }) => id === order.place);
    const done = {
      order: order.on,
      "handed-out": over ? toDay : undefined,
      ...closing(
        papers,
        papers.report.filter(({ body }) => body.order === order.id),
        given,
      ),
    };
    const events = { event: eventOn, "hand-out-end": toDay };
    cases.push(caseOf(known, { id: order.id, route: "event", place, subject: order.subject, done, events }));
  }
  return cases;
}

/** Reported when every card handed out stands on a report; written off when every report has its act. */
function closing(papers: Papers, reports: readonly StockPaper[], given: number): Done {
  const told = reports.reduce((sum, { cards }) => sum + cards, 0);
  const acts = papers.act.filter(({ body }) => reports.some(({ id }) => id === body.report));
  const isTold = given > 0 && told >= given;
  return {
    report: isTold ? last(reports) : undefined,
    act: isTold && acts.length === reports.length ? last(acts) : undefined,
  };
}

type NewCase = {
  readonly id: string;
  readonly route: string;
  readonly place: StockPlace | undefined;
  readonly subject: string;
  readonly done: Done;
  readonly events: DutyEvents;
};

function caseOf({ programme, today }: Known, { id, route, place, subject, done, events }: NewCase): StockDutyCase {
  const { pack, rules, calendar } = programme;
  const rule = rules.routes[route];
  const { steps } = pack.workflows[rule?.workflow ?? ""] ?? { steps: [] };
  const byStep = steps.map(({ do: step }) => [step, entryDay(rules.steps[step]?.doneBy, done)] as const);
  const { deadlines } = pack;
  const { remindDaysBefore } = rules;
  const all = dutiesOf({
    steps,
    deadlines,
    events,
    done: Object.fromEntries(byStep),
    remindDaysBefore,
    calendar,
    today,
  });
  const duties = all.map((duty) => dutyOf(programme, duty));
  return {
    id,
    route: wordsOf(programme, rule?.message),
    place: place?.id ?? "",
    placeName: place?.name ?? "",
    subject,
    duties,
  };
}

function dutyOf(programme: StockProgramme, { deadline: _, form: __, ...duty }: Duty) {
  const { steps, parties } = programme.rules;
  return {
    ...duty,
    title: wordsOf(programme, steps[duty.step]?.message),
    by: wordsOf(programme, parties[duty.by]?.message),
    to: duty.to.map((who) => wordsOf(programme, parties[who]?.message)),
    reminders: [...duty.reminders],
  };
}

const entryDay = (entry: StepEntry | undefined, done: Done): string | undefined =>
  entry === undefined ? undefined : done[entry];

/** The event that the hand-over of a route counts from: the end of the period. */
function fromOf({ pack }: StockProgramme, route: string): string {
  const allocation = pack.allocations[route] ?? Object.values(pack.allocations)[0];
  return pack.deadlines[allocation?.handOver ?? ""]?.from ?? "";
}

function wordsOf({ pack }: StockProgramme, key = ""): Words {
  return pack.messages[key] ?? { ru: key, be: key, en: key };
}

type Dated = { readonly on: string };
const first = (entries: readonly Dated[]): string | undefined => entries.map(({ on }) => on).toSorted()[0];
const last = (entries: readonly Dated[]): string | undefined =>
  entries
    .map(({ on }) => on)
    .toSorted()
    .at(-1);
