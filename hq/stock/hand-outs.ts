import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import { addDays } from "../../core/offer/index.ts";
import { periodEnd } from "../../core/organiser/index.ts";
import { countAll, type Holder } from "../../core/stock/index.ts";
import type { HandOutFor, StockPerson } from "../console-contract/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { settleReported } from "./differences.ts";
import { allocationOf, dueCase, listDue } from "./dues.ts";
import { findPaper } from "./papers.ts";
import { isEntered, recordMove } from "./record-move.ts";
import { appointed, findOrganisation } from "./registers.ts";
import { typedRanges } from "./spans.ts";

export type NewHandOut = {
  readonly id: string;
  readonly on: LocalDate;
  readonly person: string;
  readonly numbers: string;
  readonly for: HandOutFor;
};

/** Cards leave a responsible person's hands; the person answers for them until the act. */
export async function handOut(book: Book, given: NewHandOut): Promise<Entered<{ id: string }>> {
  const { id, on } = given;
  if (await isEntered(book, id)) return ok({ id });
  const person = await appointed(book, given.person, on);
  if (!person.ok) return person;
  const ranges = await typedRanges(book, given.numbers);
  if (!ranges.ok) return ranges;
  const cards = countAll(ranges.value);
  const allowed =
    given.for.route === "organisation"
      ? await forOrganisation(book, given.for, { person: person.value, on, cards })
      : await forEvent(book, given.for.order, { person: person.value, on, cards });
  if (!allowed.ok) return allowed;
  const from: Holder = { kind: "person", id: given.person };
  const to: Holder = { kind: "handed", id: given.person };
  const movement = { kind: "handOut", on, from, to, ranges: ranges.value } as const;
  const moved = await recordMove(book, movement, { id, ...allowed.value });
  if (!moved.ok) return moved;
  await settleReported(book, given.person, ranges.value);
  return ok({ id });
}

type Giving = { readonly person: StockPerson; readonly on: LocalDate; readonly cards: number };
type Counted = { readonly case: string; readonly about: string };

type ForOrganisation = Extract<HandOutFor, { route: "organisation" }>;

async function forOrganisation(book: Book, to: ForOrganisation, giving: Giving): Promise<Entered<Counted>> {
  const { organisation, period, service } = to;
  const allocation = allocationOf(book);
  const endsOn = allocation && periodEnd(allocation, period);
  const found = await findOrganisation(book, organisation);
  if (endsOn === undefined || !found) return lateCopy();
  if (giving.on <= endsOn) return refuse({ kind: "period-open", day: addDays(endsOn, 1) });
  const rows = await listDue(book.sql, book, { place: giving.person.place, period });
  const row = rows.find((each) => each.organisation === organisation);
  if (!row || row.due === 0) return refuse({ kind: "nothing-due", detail: found.name });
  const left = Math.max(0, row.due - row.given);
  if (giving.cards > left) return refuse({ kind: "over-allotment", detail: found.name, number: String(left) });
  return ok({ case: dueCase(period, organisation), about: `${found.name}\n${service}` });
}

/** An event's cards are handed out by whoever its order names, no more than it plans. */
async function forEvent(book: Book, order: string, { person, on, cards }: Giving): Promise<Entered<Counted>> {
  const paper = await findPaper(book.sql, book.id, order);
  if (paper?.kind !== "order") return lateCopy();
  if (paper.person !== person.id) return refuse({ kind: "not-appointed", holder: `person:${person.id}`, day: on });
  const [sum] = await book.sql.query<{ cards: number }>(
    "SELECT coalesce(sum(cards), 0)::bigint AS cards FROM stock_move WHERE programme = $1 AND case_id = $2",
    [book.id, order],
  );
  const left = Math.max(0, paper.cards - (sum?.cards ?? 0));
  if (cards > left) return refuse({ kind: "over-allotment", detail: paper.subject, number: String(left) });
  return ok({ case: order, about: paper.subject });
}
