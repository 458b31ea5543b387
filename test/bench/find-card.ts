import { join } from "node:path";
import Sqlite from "better-sqlite3";
import type { Card } from "../../core/card/index.ts";
import { type CodeRules, classifyCode } from "../../core/scan/index.ts";
import { openStorage, type TillStorage } from "../../db/stores/index.ts";
import { type Figure, inFolder, interleave, median, quiet } from "./figures.ts";

/** 13 digits under one prefix, with the check digit that the scanner's reading has to prove. */
export function cardNumber(index: number): string {
  const digits = `29${String(index).padStart(10, "0")}`;
  let sum = 0;
  for (const [place, digit] of [...digits].entries()) sum += Number(digit) * (place % 2 === 0 ? 1 : 3);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const rules: CodeRules = {
  weightPrefix: "22",
  cardRanges: [{ prefix: "29", length: 13, check: "gtin" }],
};

function fillCards({ cards }: TillStorage, count: number): void {
  const replacement = cards.replaceAll();
  const slice = 10_000;
  for (let from = 0; from < count; from += slice) {
    const numbers = Array.from({ length: Math.min(slice, count - from) }, (_, index) => cardNumber(from + index));
    replacement.add(numbers.map((number): Card => ({ number, programme: "shop", status: "active", since: 17e11 })));
  }
  replacement.commit();
}

/**
 * P1: from the scanned text to the card, check digit, overlay and checksum included, against a bare read of the same
 * row by the same library. A thousand cards have local changes.
 */
export function measureFindCard(count: number, rounds = 41): Figure[] {
  return inFolder((dir) => {
    const storage = openStorage(dir, quiet);
    fillCards(storage, count);
    storage.transaction(() => {
      for (let index = 0; index < 1000; index += 1) {
        const number = cardNumber(Math.floor((index * count) / 1000));
        storage.cards.save({ number, programme: "shop", status: "blocked", since: 17e11 });
      }
    });
    const raw = new Sqlite(join(dir, "cards-1.db"), { readonly: true });
    const get = raw.prepare(
      "SELECT number, programme, status, since, previous, reason, sum FROM card WHERE number = ?",
    );
    const asked = Array.from({ length: 2000 }, () => cardNumber(Math.floor(Math.random() * count)));
    let found = 0;
    const product = (): void => {
      for (const data of asked) {
        const code = classifyCode({ data }, rules);
        if (code.kind === "card" && storage.cards.find(code.number)) found += 1;
      }
    };
    const yardstick = (): void => {
      for (const number of asked) if (get.get(number)) found += 1;
    };
    const pairs = interleave(rounds, product, yardstick);
    raw.close();
    storage.health.close();
    if (found !== asked.length * 2 * (rounds + 3)) throw new Error("a card was not found");
    const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
    const microseconds = (index: 0 | 1): string =>
      ((median(pairs.map((pair) => pair[index])) * 1000) / asked.length).toFixed(2);
    return [
      {
        id: "P1",
        what: `findCard at ${count.toLocaleString("en")} cards / bare read`,
        goal: "<= 1.3x",
        figure: `${ratio.toFixed(2)}x (${microseconds(0)} µs / ${microseconds(1)} µs)`,
        holds: ratio <= 1.3,
      },
    ];
  });
}
