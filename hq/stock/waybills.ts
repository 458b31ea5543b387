import { ok, refuse, type LocalDate } from "../../core/kernel/index.ts";
import {
  compareCount,
  countAll,
  eachNumber,
  holderText,
  isSound,
  numbersText,
  readHolder,
  readNumbers,
  shared,
  type Holder,
  type Range,
} from "../../core/stock/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import { openDifference } from "./differences.ts";
import { nameHolders } from "./names.ts";
import { changePaper, findPaper, writePaper, type StockPaper } from "./papers.ts";
import { isEntered, recordMove } from "./record-move.ts";
import { rangesWith, spansTouching, typedRanges } from "./spans.ts";

export type NewWaybill = {
  readonly id: string;
  readonly no: string;
  readonly on: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly numbers: string;
  readonly ground: string;
  /** The request that the cards are sent on. */
  readonly request: string | null;
};

/** Cards leave one holder by a waybill; they are nobody's stock until they are counted at the other end. */
export async function sendWaybill(book: Book, waybill: NewWaybill): Promise<Entered<{ id: string }>> {
  const { id, no, on, ground, request } = waybill;
  if (await isEntered(book, id)) return ok({ id });
  const [from, to] = [readHolder(waybill.from), readHolder(waybill.to)];
  const ways = ["place", "person"];
  if (!from || !to || !ways.includes(to.kind) || waybill.from === waybill.to) {
    return refuse({ kind: "no-such-way", holder: waybill.to });
  }
  const asked = request === null ? undefined : await findPaper(book.sql, book.id, request);
  if (request !== null && (asked?.kind !== "request" || asked.state !== "open")) return lateCopy();
  const ranges = await typedRanges(book, waybill.numbers);
  if (!ranges.ok) return ranges;
  const way: Holder = { kind: "way", id };
  const sent = { kind: "send", on, from, to: way, ranges: ranges.value } as const;
  const names = await nameHolders(book.sql, book.id, [waybill.from, waybill.to]);
  const subject = `${names(waybill.from)} → ${names(waybill.to)}`;
  const moved = await recordMove(book, sent, { id, paper: id, about: `${no}: ${subject}` });
  if (!moved.ok) return moved;
  const body = { ranges: ranges.value, from: waybill.from, to: waybill.to, ground, request };
  const place = to.kind === "place" ? to.id : "";
  const person = to.kind === "person" ? to.id : "";
  await writePaper(book, {
    id,
    kind: "waybill",
    no,
    on,
    state: "sent",
    place,
    person,
    subject,
    cards: moved.value,
    body,
  });
  if (asked) await changePaper(book, asked, { state: "done" });
  return ok({ id });
}

export type WaybillCount = {
  readonly id: string;
  readonly version: number;
  readonly on: LocalDate;
  /** As counted; empty: the parcel was. */
  readonly numbers: string;
  readonly receiver: string;
};

export type CountResult = { readonly missing: number; readonly surplus: number };

/** What was counted goes to the receiver; what is missing is lost under the waybill until a person resolves it. */
export async function receiveWaybill(book: Book, count: WaybillCount): Promise<Entered<CountResult>> {
  const paper = await findPaper(book.sql, book.id, count.id);
  const to = readHolder(paper?.body.to ?? "");
  if (paper?.kind !== "waybill" || !to || paper.version !== count.version || paper.state !== "sent") return lateCopy();
  const way: Holder = { kind: "way", id: paper.id };
  const sent = await rangesWith(book, way);
  const found = await countedRanges(book, count.numbers, sent);
  if (!found.ok) return found;
  const { arrived, missing, surplus } = compareCount(sent, found.value);
  const { on } = count;
  const entry = { paper: paper.id, about: `${paper.no}: ${paper.subject}` };
  if (arrived.length > 0) {
    const movement = { kind: "arrive", on, from: way, to, ranges: arrived } as const;
    const moved = await recordMove(book, movement, { ...entry, id: `${paper.id} arrived` });
    if (!moved.ok) return moved;
  }
  if (missing.length > 0) {
    const lost: Holder = { kind: "lost", id: paper.id };
    const movement = { kind: "miss", on, from: way, to: lost, ranges: missing } as const;
    const moved = await recordMove(book, movement, { ...entry, id: `${paper.id} missing` });
    if (!moved.ok) return moved;
  }
  await noteDifferences(book, { paper, missing, surplus, on });
  const differs = missing.length + surplus.length > 0;
  const body = {
    arrivedCards: countAll(arrived),
    receiver: count.receiver,
    difference: differenceText(book, missing, surplus),
  };
  await changePaper(book, paper, { state: differs ? "differs" : "received", body });
  return ok({ missing: countAll(missing), surplus: countAll(surplus) });
}

/** In the document's language, as on the paper. */
function differenceText({ rules }: Book, missing: readonly Range[], surplus: readonly Range[]): string {
  const worded = (words: string, ranges: readonly Range[]): string[] => {
    const figures = { cards: String(countAll(ranges)), numbers: numbersText(ranges) };
    return ranges.length === 0 ? [] : [words.replace("{cards}", figures.cards).replace("{numbers}", figures.numbers)];
  };
  const { none, ...words } = rules.count;
  const parts = [...worded(words.missing, missing), ...worded(words.surplus, surplus)];
  return parts.length === 0 ? none : parts.join("; ");
}

/** Cards that nobody ever received count as those on the waybill do, if their last digits fit. */
async function countedRanges(book: Book, text: string, sent: readonly Range[]): Promise<Entered<Range[]>> {
  if (text.trim() === "") return ok([]);
  const numbers = readNumbers(text);
  if (!numbers.ok) return numbers;
  const spans = await spansTouching(book, numbers.value);
  const usual = sent[0]?.check ?? "none";
  return ok(
    numbers.value.map((range) => {
      const known = spans.find((span) => shared(span, range))?.check;
      const fits = isSound(range.first, usual) && isSound(range.last, usual);
      return { ...range, check: known ?? (fits ? usual : "none") };
    }),
  );
}

type Found = {
  readonly paper: StockPaper;
  readonly missing: readonly Range[];
  readonly surplus: readonly Range[];
  readonly on: LocalDate;
};

async function noteDifferences(book: Book, { paper, missing, surplus, on }: Found): Promise<void> {
  const [from, to] = [readHolder(paper.body.from ?? ""), readHolder(paper.body.to ?? "")];
  const ends = [to, from].flatMap((end) => end ?? []);
  for (const range of missing) {
    const holder: Holder = { kind: "lost", id: paper.id };
    const id = `${paper.id} short ${range.first}`;
    await openDifference(book, { id, kind: "short", range, holder, wanted: ends, terminal: "", paper: paper.id, on });
  }
  for (const number of eachNumber(surplus)) {
    const one: Range = {
      first: number,
      last: number,
      check: surplus.find((range) => shared(range, { first: number, last: number }))?.check ?? "none",
    };
    const [span] = await spansTouching(book, [one]);
    const id = `${paper.id} surplus ${number}`;
    const wanted = span && to && holderText(span.holder) !== holderText(to) ? [to] : [];
    const holder = span?.holder ?? null;
    await openDifference(book, { id, kind: "surplus", range: one, holder, wanted, terminal: "", paper: paper.id, on });
  }
}
