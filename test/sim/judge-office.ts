import { createHash } from "node:crypto";
import { chainInput, chainStart } from "../../core/sync/index.ts";
import { must } from "./broken.ts";
import { judgeCards } from "./judge-cards.ts";
import type { HistoryRow, Looking } from "./office-book.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What must hold of the ledger whatever happened. */
export function judgeOffice(looking: Looking): void {
  judgeEvents(looking);
  judgeWatermarks(looking);
  judgeFeed(looking);
  judgeHistory(looking);
}

type EventRow = { place: number; terminal: string; gen: string; seq: number; fact: string };

/** Each life is contiguous from 1, and holds nothing that no till has written. */
function judgeEvents({ world, office, facts }: Looking): void {
  const rows = world.office.ledger.look<EventRow>(
    `SELECT rowid AS place, terminal_id AS terminal, gen, seq, fact FROM event WHERE rowid > $1 ORDER BY rowid`,
    [office.events],
  );
  for (const { place, terminal, gen, seq, fact } of rows) {
    office.events = place;
    const name = `${terminal} ${gen}`;
    const life = office.lives.get(name) ?? { seq: 0, chain: chainStart, chains: [chainStart] };
    must(seq === life.seq + 1, () => `${name}: fact ${seq} is stored behind ${life.seq}`);
    life.seq = seq;
    life.chain = sha256(chainInput(life.chain, fact));
    life.chains.push(life.chain);
    office.lives.set(name, life);
    const id = facts.idOf(fact);
    must(id !== undefined, () => `${name} ${seq}: no till has written this: ${fact}`);
    office.idAt.set(`${name} ${seq}`, id);
  }
}

type MarkRow = { terminal: string; gen: string; acked: number; chain: string; projected: number };

function judgeWatermarks({ world, office }: Looking): void {
  const rows = world.office.ledger.look<MarkRow>(
    "SELECT terminal_id AS terminal, generation AS gen, acked, chain, projected FROM terminal",
  );
  for (const { terminal, gen, acked, chain, projected } of rows) {
    const life = office.lives.get(`${terminal} ${gen}`) ?? { seq: 0, chain: chainStart };
    must(acked === life.seq, () => `${terminal}: acknowledges ${acked} and has stored ${life.seq}`);
    must(chain === life.chain, () => `${terminal}: the chain is not that of its facts`);
    must(projected <= acked, () => `${terminal}: ${projected} taken over of ${acked}`);
  }
}

function judgeFeed({ world, office, step }: Looking): void {
  const rows = world.office.ledger.look<{ pos: number }>("SELECT pos FROM feed WHERE pos > $1 ORDER BY pos", [
    office.feed,
  ]);
  for (const { pos } of rows) {
    must(pos === office.feed + 1, () => `the feed has line ${pos} behind ${office.feed}`);
    office.feed = pos;
    office.lineAt.set(pos, step);
  }
}

/** A fact is judged once, whatever lives it came in; and the card is what follows from all of them. */
function judgeHistory(looking: Looking): void {
  const { world, office, step } = looking;
  const rows = world.office.ledger.look<HistoryRow>(
    `SELECT rowid AS place, number, id, terminal_id AS terminal, status, was, disputed FROM card_history
     WHERE rowid > $1 ORDER BY rowid`,
    [office.history],
  );
  for (const row of rows) {
    office.history = row.place;
    const id = office.idAt.get(row.id.split(" ").slice(0, 3).join(" "));
    if (id !== undefined) {
      const key = `${id} ${row.number}`;
      must(!office.judgedAt.has(key), () => `fact ${id} was taken over twice: ${JSON.stringify(row)}`);
      office.judgedAt.set(key, step);
    }
    judgeCards(looking, row, id);
  }
  if (rows.length > 0) judgeStanding(looking);
}

/** A stop that nobody took back knowingly holds. */
function judgeStanding({ world, office }: Looking): void {
  const rows = world.office.ledger.look<{ number: string; status: string }>("SELECT number, status FROM card");
  for (const { number, status } of rows) {
    const stops = office.cards.get(number) ?? [];
    if (stops.length === 0) continue;
    const held = stops.some(({ to }) => to === "withdrawn") ? ["withdrawn"] : ["withdrawn", "blocked"];
    must(held.includes(status), () => `${number} is ${status} and was stopped by ${JSON.stringify(stops)}`);
  }
}
