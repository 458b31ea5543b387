import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { cardNumber } from "./card-base.ts";
import { type Figure, inFolder, median, ms, quantile, type Scale, timeMs, times } from "./figures.ts";
import { articleCode, cashier, openTill, prepareShop, scanLines, type Till } from "./shop.ts";

const articles = 1200;

/** What the engine does without a screen: whole receipts in a row, and one scan in a long receipt. */
export async function measureReplay({ quick }: Scale): Promise<Figure[]> {
  return inFolder(async (dir) => {
    await prepareShop(dir, { articles });
    const till = openTill(dir);
    await till.call("signIn", cashier);
    const receipts = await receiptFigure(till, join(dir, "append.bin"), quick ? 300 : 2000);
    // From now on a screen listens, and every change makes a view.
    const sizes: number[] = [];
    till.hear((message) => sizes.push(JSON.stringify(message).length));
    const scans: Figure[] = [];
    for (const lines of [20, 200, 1000]) {
      await scanLines(till, lines);
      scans.push(...(await scanFigures(till, lines, quick ? 30 : 100)));
    }
    await till.close();
    return [receipts, ...scans];
  });
}

/** As shops have them: a card for every other receipt, one to eight lines, paid in cash. */
async function receiptFigure(till: Till, file: string, receipts: number): Promise<Figure> {
  const handle = openSync(file, "a");
  const block = Buffer.alloc(4096, 0x41);
  const flush = (): number =>
    timeMs(() => {
      writeSync(handle, block);
      fdatasyncSync(handle);
    });
  let [spentMs, flushedMs] = [0, 0];
  for (let receipt = 0; receipt < receipts; receipt += 1) {
    const withCard = receipt % 2 === 0;
    const lines = 1 + (receipt % 8);
    const startedMs = performance.now();
    await sell(till, { receipt, lines, withCard });
    spentMs += performance.now() - startedMs;
    // One flush for each line, the card and the sale: nothing that was shown may be lost.
    for (let each = 0; each < lines + (withCard ? 2 : 1); each += 1) flushedMs += flush();
  }
  closeSync(handle);
  return {
    goal: "receipts through the engine, as in the replay of a month",
    figure: `${Math.round((receipts * 1000) / spentMs)} a second, ${ms(spentMs / receipts, 2)} each`,
    yardstick: `as many appends + fdatasync ${ms(flushedMs / receipts, 2)}`,
    ratio: times(spentMs / flushedMs),
    verdict: "no gate",
  };
}

type Receipt = { readonly receipt: number; readonly lines: number; readonly withCard: boolean };

async function sell(till: Till, { receipt, lines, withCard }: Receipt): Promise<void> {
  if (withCard) await till.call("scan", { code: cardNumber(1 + (receipt % 200)) });
  for (let line = 0; line < lines; line += 1) {
    await till.call("scan", { code: articleCode((receipt * 8 + line) % articles) });
  }
  const { revision, totals } = await till.call("getBasket", {});
  const { payableMinor } = totals;
  const tenders = [{ kind: "cash" as const, amountMinor: payableMinor }];
  await till.call("completeSale", { requestId: `bench-${receipt}`, revision, payableMinor, tenders });
}

/** From the message to the durable basket and its view on the wire. */
async function scanFigures(till: Till, lines: number, rounds: number): Promise<Figure[]> {
  const taken = { card: [] as number[], article: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    taken.card.push(await timeCall(() => till.call("scan", { code: cardNumber(7) })));
    await till.call("undo", {});
    taken.article.push(await timeCall(() => till.call("scan", { code: articleCode(round % lines) })));
    await till.call("undo", {});
  }
  return (["card", "article"] as const).map((what) => ({
    goal: `engine: ${what} scanned -> view of ${lines} lines`,
    figure: `p50 ${ms(median(taken[what]), 2)}, p99 ${ms(quantile(taken[what], 0.99), 2)}`,
    yardstick: "",
    ratio: "",
    verdict: "no gate",
  }));
}

async function timeCall(call: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await call();
  return performance.now() - startedMs;
}
