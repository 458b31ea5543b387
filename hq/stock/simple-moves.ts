import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import {
  countAll,
  outside,
  readHolder,
  readNumbers,
  type CheckDigit,
  type Holder,
  type Range,
} from "../../core/stock/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { isEntered, maxCards, recordMove } from "./record-move.ts";
import { appointed, listPlaces } from "./registers.ts";
import { typedRanges } from "./spans.ts";

export type NewLot = {
  readonly id: string;
  /** Number of the printer's paper. */
  readonly no: string;
  readonly on: LocalDate;
  readonly place: string;
  readonly numbers: string;
  readonly check: CheckDigit;
  /** Cards as the printer's paper says: it must be what the numbers come to. */
  readonly quantity: number;
};

/** A new lot comes into a store. */
export async function receiveLot(book: Book, lot: NewLot): Promise<Entered<{ id: string }>> {
  if (await isEntered(book, lot.id)) return ok({ id: lot.id });
  const place = (await listPlaces(book)).find(({ id }) => id === lot.place);
  if (!place) return lateCopy();
  const numbers = readNumbers(lot.numbers);
  if (!numbers.ok) return numbers;
  const ranges: Range[] = numbers.value.map((range) => ({ ...range, check: lot.check }));
  const cards = countAll(ranges);
  if (cards !== lot.quantity)
    return refuse({ kind: "count-differs", number: String(cards), detail: String(lot.quantity) });
  if (place.kind === "branch" && cards > maxCards) return refuse({ kind: "too-many", number: String(maxCards) });
  const to: Holder = { kind: "place", id: lot.place };
  const movement = { kind: "receive", on: lot.on, from: outside, to, ranges } as const;
  const moved = await recordMove(book, movement, { id: lot.id, about: lot.no });
  return moved.ok ? ok({ id: lot.id }) : moved;
}

export type SimpleMove = {
  readonly id: string;
  readonly kind: "entrust" | "giveBack" | "spoil" | "miss";
  readonly on: LocalDate;
  readonly from: string;
  /** Of what is put aside, nobody: it stays under whoever had it. */
  readonly to: string;
  readonly numbers: string;
  readonly note: string;
};

/** Between a store and its responsible person, or put aside as spoiled or missing. */
export async function moveSimply(book: Book, move: SimpleMove): Promise<Entered<{ id: string }>> {
  if (await isEntered(book, move.id)) return ok({ id: move.id });
  const from = readHolder(move.from);
  const to = from && targetOf(move, from);
  if (!from || !to) return refuse({ kind: "no-such-way", holder: move.to });
  if (move.kind === "entrust") {
    const named = await appointed(book, to.id, move.on);
    if (!named.ok) return named;
    // A person answers for the cards of its own branch: to another branch they go by waybill.
    if (named.value.place !== from.id) return refuse({ kind: "no-such-way", holder: move.to });
  }
  const ranges = await typedRanges(book, move.numbers);
  if (!ranges.ok) return ranges;
  const { kind, on, id, note } = move;
  const moved = await recordMove(book, { kind, on, from, to, ranges: ranges.value }, { id, about: note });
  return moved.ok ? ok({ id }) : moved;
}

function targetOf({ kind, to }: SimpleMove, from: Holder): Holder | undefined {
  if (kind === "spoil") return { kind: "spoiled", id: `${from.kind}/${from.id}` };
  if (kind === "miss") return { kind: "lost", id: `${from.kind}/${from.id}` };
  return readHolder(to);
}
