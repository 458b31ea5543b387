import { openStorage, type TillStorage } from "../../db/stores/index.ts";
import { cardCount, cardOf } from "./till-life.ts";

/** Opens a folder that `kill-child` has worked in and says everything about it that is not as it must be. */
export function checkLife(dir: string, acknowledged: number): { sales: number; faults: string[] } {
  const storage = openStorage(dir, { reserveBytes: 0 });
  try {
    const sales = storage.journal.lastNumber("receipt");
    const faults = [
      ...checkOpening(storage),
      ...checkSales(storage, { sales, acknowledged }),
      ...checkCards(storage, sales),
      ...checkBasket(storage, sales),
      ...checkCatalogue(storage),
    ];
    return { sales, faults };
  } finally {
    storage.health.close();
  }
}

function* checkOpening({ recovery, journal }: TillStorage): Generator<string> {
  if (recovery.length > 0) yield `a kill is no damage, but: ${JSON.stringify(recovery)}`;
  const { brokenAt } = journal.verify();
  if (brokenAt !== null) yield `the chain is broken at ${brokenAt}`;
}

function* checkSales({ journal }: TillStorage, count: { sales: number; acknowledged: number }): Generator<string> {
  const { sales, acknowledged } = count;
  if (sales < acknowledged) yield `${acknowledged} acknowledged, ${sales} stored`;
  if (sales > acknowledged + 1) yield `${sales} stored, only ${acknowledged} acknowledged`;
  const { seq } = journal.head();
  if (seq !== sales) yield `${sales} receipts but ${seq} facts`;
  for (let number = Math.max(1, sales - 300); number <= sales; number += 1) {
    const byNumber = journal.byRef(`receipt:${number}`);
    const byRequest = journal.byRef(`request:r${number}`);
    if (byNumber.length !== 1 || byRequest.length !== 1) yield `receipt ${number} is there ${byNumber.length} times`;
    if (byNumber[0]?.fact.body.number !== number) yield `receipt ${number} leads to another`;
  }
}

function* checkCards({ cards }: TillStorage, sales: number): Generator<string> {
  for (let number = Math.max(1, sales - cardCount + 1); number <= sales; number += 1) {
    const expected = cardOf(number);
    const found = cards.find(expected.number);
    if (found?.since !== expected.since) yield `card of receipt ${number} is of ${found?.since}`;
  }
}

function* checkBasket({ baskets }: TillStorage, sales: number): Generator<string> {
  const open = baskets.open();
  if (open && open.id !== `basket-${sales + 1}`) yield `after receipt ${sales} the open basket is ${open.id}`;
  if (baskets.suspended().length > 1) yield "a basket was suspended twice";
}

function* checkCatalogue({ items }: TillStorage): Generator<string> {
  const prices = new Set<number>();
  let count = 0;
  for (const item of items.all()) {
    prices.add(item.priceMinor);
    count += 1;
  }
  if (prices.size > 1) yield "the catalogue is a mixture of two";
  if (count !== items.count() || (count !== 0 && count !== 60)) yield `the catalogue has ${count} articles`;
}
