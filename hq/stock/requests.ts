import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { listDue } from "./dues.ts";
import { writePaper } from "./papers.ts";
import { isEntered } from "./record-move.ts";
import { appointed } from "./registers.ts";

type NewPaper = { readonly id: string; readonly no: string; readonly on: LocalDate };

export type NewRequest = NewPaper & {
  readonly place: string;
  readonly person: string;
  readonly period: string;
  readonly addressee: string;
};

/** A branch asks for what its organisations are still due for a period. */
export async function requestCards(book: Book, request: NewRequest): Promise<Entered<{ id: string }>> {
  const { id, no, on, place, person, period, addressee } = request;
  if (await isEntered(book, id)) return ok({ id });
  if (on > book.today) return refuse({ kind: "in-future", day: on });
  const named = await appointed(book, person, on);
  if (!named.ok) return named;
  if (named.value.place !== place) return lateCopy();
  const rows = await listDue(book.sql, book, { place, period });
  const cards = rows.reduce((sum, { due, given }) => sum + Math.max(0, due - given), 0);
  if (cards === 0) return refuse({ kind: "nothing-due", detail: period });
  const body = { period, addressee };
  await writePaper(book, { id, kind: "request", no, on, state: "open", place, person, subject: period, cards, body });
  return ok({ id });
}

export type NewOrder = NewPaper & {
  readonly place: string;
  readonly person: string;
  readonly event: string;
  readonly eventOn: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly places: string;
  readonly quantity: number;
  readonly decidedBy: string;
};

/** A director's order to hand cards out at an event. One that comes late is entered, too: its duty says so. */
export async function orderHandOut(book: Book, order: NewOrder): Promise<Entered<{ id: string }>> {
  const { id, no, on, place, person, event, eventOn, from, to, places, quantity, decidedBy } = order;
  if (await isEntered(book, id)) return ok({ id });
  if (on > book.today) return refuse({ kind: "in-future", day: on });
  if (to < from) return refuse({ kind: "unreadable", number: `${from} – ${to}` });
  const named = await appointed(book, person, on);
  if (!named.ok) return named;
  if (named.value.place !== place) return lateCopy();
  const body = { event, eventOn, fromDay: from, toDay: to, places, decidedBy };
  const paper = { id, no, on, place, person, subject: event, cards: quantity, body };
  await writePaper(book, { ...paper, kind: "order", state: "open" });
  return ok({ id });
}
