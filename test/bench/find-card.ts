import { spawnSync } from "node:child_process";
import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { present } from "../../core/kernel/index.ts";
import { type CodeRules, classifyCode } from "../../core/scan/index.ts";
import { openStorage } from "../../db/stores/index.ts";
import { cardNumber, giveCards } from "./card-base.ts";
import {
  count,
  type Figure,
  inFolder,
  median,
  medianRatio,
  ms,
  quiet,
  type Scale,
  timeMs,
  times,
  verdictOf,
} from "./figures.ts";

const rules: CodeRules = {
  weightPrefix: "22",
  cardRanges: [{ prefix: "290", length: 13, check: "gtin" }],
};

const asked = 2000;
const changedHere = 1000;
const rounds = 41;

/**
 * P1: from the scanned text to the card's status, check digit, overlay and checksum included, against a bare read of
 * the same row by the same library; P2: the same lookup in the smallest and the largest list.
 */
export async function measureFindCard({ quick }: Scale): Promise<Figure[]> {
  const sizes = quick ? [100_000, 1_000_000] : [100_000, 1_000_000, 10_000_000];
  return inFolder(async (dir) => {
    const lists: List[] = [];
    for (const cards of sizes) lists.push(await openList(join(dir, String(cards)), cards));
    for (let round = -3; round < rounds; round += 1) for (const list of lists) list.measure(round);
    for (const list of lists) list.close();
    const [smallest, largest] = [present(lists[0], "a list"), present(lists.at(-1), "a list")];
    return [...lists.slice(1).map(lookupFigure), growthFigure(smallest, largest), coldFigure(largest)];
  });
}

type List = {
  readonly dir: string;
  readonly cards: number;
  /** Times of the product and of the bare read, round by round. */
  readonly pairs: [number, number][];
  measure(round: number): void;
  close(): void;
};

async function openList(dir: string, cards: number): Promise<List> {
  await giveCards(dir, cards);
  const storage = openStorage(dir, quiet);
  storage.transaction(() => {
    for (let index = 0; index < changedHere; index += 1) {
      const number = cardNumber(Math.floor((index * cards) / changedHere));
      storage.cards.save({ number, programme: "beltamozh", status: "blocked", since: 17e11 });
    }
  });
  const file = join(dir, "cards-1.db");
  readThrough(file);
  const raw = new Sqlite(file, { readonly: true });
  const get = raw.prepare("SELECT number, programme, status, since, previous, reason, sum FROM card WHERE number = ?");
  const pairs: [number, number][] = [];
  const ours = (data: string): boolean => {
    const code = classifyCode({ data }, rules);
    const status = code.kind === "card" ? storage.cards.find(code.number)?.status : undefined;
    return status === "active" || status === "blocked";
  };
  const timed = (numbers: readonly string[], find: (number: string) => boolean): number =>
    timeMs(() => {
      let found = 0;
      for (const number of numbers) if (find(number)) found += 1;
      if (found !== asked) throw new Error(`${asked - found} cards were not found`);
    });
  return {
    dir,
    cards,
    pairs,
    measure(round) {
      const numbers = Array.from({ length: asked }, () => cardNumber(Math.floor(Math.random() * cards)));
      const early = round % 2 === 0 ? timed(numbers, ours) : undefined;
      const yardstick = timed(numbers, (number) => get.get(number) !== undefined);
      const late = early ?? timed(numbers, ours);
      if (round >= 0) pairs.push([late, yardstick]);
    },
    close() {
      raw.close();
      storage.health.close();
    },
  };
}

/** What is compared is the work, not which of the two meets a page on the disk first. */
function readThrough(file: string): void {
  const handle = openSync(file, "r");
  const chunk = Buffer.alloc(1024 * 1024);
  while (readSync(handle, chunk) > 0);
  closeSync(handle);
}

const perLookup = (roundMs: number): string => `${((roundMs * 1000) / asked).toFixed(2)} µs`;

function lookupFigure({ cards, pairs }: List): Figure {
  const ratio = medianRatio(pairs);
  return {
    goal: `P1 findCard at ${count(cards)} cards <= 1.3x a bare read of the row`,
    figure: perLookup(median(pairs.map(([ours]) => ours))),
    yardstick: perLookup(median(pairs.map(([, theirs]) => theirs))),
    ratio: times(ratio),
    verdict: verdictOf(ratio <= 1.3),
  };
}

/**
 * Growth is held against the bare read in the smallest list: the product's own lookup there is so short, paying for no
 * file locks, that one more level of the tree and one page from the disk's cache already double it.
 */
function growthFigure(smallest: List, largest: List): Figure {
  const between = (late: 0 | 1, early: 0 | 1): number =>
    medianRatio(
      largest.pairs.map((pair, round) => [pair[late], smallest.pairs[round]?.[early] ?? Number.NaN] as const),
    );
  const ratio = between(0, 1);
  return {
    goal: `P2 findCard at ${count(largest.cards)} cards <= 1.6x a bare read at ${count(smallest.cards)}`,
    figure: `${perLookup(median(largest.pairs.map(([ours]) => ours)))}, ${times(between(0, 0))} of itself`,
    yardstick: `grows ${times(between(1, 1))}`,
    ratio: times(ratio),
    verdict: verdictOf(ratio <= 1.6),
  };
}

/** The first scan of the day, with the list on the disk and not in memory where `dd` can see to that. */
function coldFigure({ dir, cards }: List): Figure {
  const goal = `P2 first lookup after a start at ${count(cards)} cards <= 3 ms`;
  const file = join(dir, "cards-1.db");
  let evicted = true;
  const lookups = Array.from({ length: 7 }, (_, trial) => {
    const { status } = spawnSync("dd", [`if=${file}`, "iflag=nocache", "count=0"]);
    evicted &&= status === 0;
    const storage = openStorage(dir, quiet);
    const tookMs = timeMs(() => storage.cards.find(cardNumber(trial * 777)));
    storage.health.close();
    return tookMs;
  });
  const figure = `${ms(median(lookups), 2)}${evicted ? ", list not in memory" : ", list in memory: no dd here"}`;
  return { goal, figure, yardstick: "", ratio: "", verdict: verdictOf(median(lookups) <= 3) };
}
