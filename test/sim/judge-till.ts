import { must } from "./broken.ts";
import type { Looking } from "./office-book.ts";
import { cardNumbers } from "./shop.ts";
import type { Running } from "./till.ts";
import type { Place } from "./world.ts";

/** What was seen of a till so far. */
export type TillBook = {
  writes: number;
  process: Running | undefined;
  generation: string;
  seq: number;
  acked: number;
  cursor: number;
  statuses: readonly (string | undefined)[];
};

export const newTillBook = (): TillBook => ({
  writes: -1,
  process: undefined,
  generation: "",
  seq: 0,
  acked: 0,
  cursor: 0,
  statuses: [],
});

const stops: readonly (string | undefined)[] = ["blocked", "withdrawn"];

/** What must hold of a till whatever happened. */
export function judgeTill(looking: Looking, at: Place, book: TillBook): void {
  const process = at.till.process();
  if (!process) return;
  const [fault] = process.faults;
  must(fault === undefined, () => `${at.till.name}: ${fault instanceof Error ? fault.stack : String(fault)}`);
  if (book.process === process && at.till.disk.writes() === book.writes) return;
  const { journal, sync, cards } = process.ports;
  const isSame = book.process === process && journal.generation === book.generation;
  const { seq } = journal.head();
  judgeWatermark(looking, at, process);
  const statuses = cardNumbers.map((number) => cards.find(number)?.status);
  if (book.process === process) judgeStops(looking, { at, process, book, statuses });
  const acked = sync.acked();
  must(
    !isSame || acked <= book.acked || at.acknowledged >= acked,
    () => `${at.till.name}: nobody signed that ${acked} are stored`,
  );
  const { generation } = journal;
  Object.assign(book, {
    process,
    writes: at.till.disk.writes(),
    generation,
    seq,
    acked,
    statuses,
    cursor: sync.cursor(),
  });
}

/** Facts that are durable from now on. */
export function learn({ facts }: Looking, { till }: Place, book: TillBook): void {
  const process = till.process();
  if (!process || (book.process === process && till.disk.writes() === book.writes)) return;
  const { ports, sync } = process;
  const after = book.process === process ? book.seq : 0;
  const { seq } = ports.journal.head();
  if (seq <= after) return;
  const texts = sync.texts(after, seq - after);
  for (const [index, { fact }] of ports.journal.since(after, seq - after).entries())
    facts.add(texts[index]?.text ?? "", fact, sync.cursor());
}

/** What is acknowledged here is stored there, under the same link. */
function judgeWatermark({ office }: Looking, { till, terminal }: Place, { ports, sync }: Running): void {
  const acked = sync.acked();
  must(acked <= ports.journal.head().seq, () => `${till.name}: ${acked} acknowledged of ${ports.journal.head().seq}`);
  if (acked === 0) return;
  const life = office.lives.get(`${terminal} ${ports.journal.generation}`);
  const isTrue = life?.chains[acked] === sync.chainAt(acked);
  must(isTrue, () => `${till.name}: believes that ${acked} facts are stored, head office has ${life?.seq ?? 0}`);
}

type Standing = {
  readonly at: Place;
  readonly process: Running;
  readonly book: TillBook;
  readonly statuses: readonly (string | undefined)[];
};

/** A stop that was made here is undone by somebody here, or by a line that head office wrote knowing of it. */
function judgeStops({ world, office }: Looking, { at, process, book, statuses }: Standing): void {
  const { journal, sync } = process.ports;
  for (const [index, number] of cardNumbers.entries()) {
    if (!stops.includes(book.statuses[index]) || stops.includes(statuses[index])) continue;
    const own = journal.lastByRef(`card:${number}`, 20).find(({ fact }) => fact.kind === "card-moved");
    const to = own?.fact.body["to"];
    if (!own || own.seq > book.seq || (to !== "blocked" && to !== "withdrawn")) continue;
    const line = world.office.ledger.look<{ pos: number }>(
      "SELECT max(pos) AS pos FROM feed WHERE kind = 'card-changed' AND pos <= $1 AND body LIKE $2",
      [sync.cursor(), `%${number}%`],
    )[0]?.pos;
    const judged = office.judgedAt.get(`${own.fact.id} ${number}`);
    const told = office.lineAt.get(line ?? 0) ?? 0;
    must(
      judged !== undefined && judged <= told,
      () => `${at.till.name}: its stop of ${number} was undone by line ${line}, which is older than it`,
    );
  }
}
