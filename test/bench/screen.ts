import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium, type Browser, type Page } from "playwright-core";
import { findChromium } from "../../tools/runtimes.ts";
import { cardNumber } from "./card-base.ts";
import {
  count,
  type Figure,
  inFolder,
  median,
  medianRatio,
  ms,
  notRun,
  quantile,
  type Scale,
  times,
  verdictOf,
} from "./figures.ts";
import { cashier, prepareShop } from "./shop.ts";
import { timeScan, watchKeys, type Trial } from "./time-scan.ts";
import { openWedge } from "./wedge.ts";

const sizes = [20, 200, 1000] as const;
/** The size that the goals speak of. */
const gatedLines = 200;
const limitMs = 25;
/**
 * The bare page's p99 where nothing else runs: the frame that it waits for and a millisecond or two on the way. Where
 * its p99 is longer, the goal is so many times longer too.
 */
const calmMs = 19;
/** Scans before counting begins: the browser compiles what it finds itself running often. */
const warmUp = 10;
/** What stands in the list at a time, and the rows kept ready above and below. */
const maxRows = 40;

/**
 * P8 and P10: from the Enter of a card's scan to the frame that shows every line's discount, in a real browser over the
 * browser shell and the real engine, scan by scan in turn with a bare page that goes the same way to the process that
 * stores and to the disk, and does nothing else.
 */
export async function measureScreen({ quick }: Scale): Promise<Figure[]> {
  const goal = "P10 scan -> every line's discount painted";
  const found = await findChromium();
  if ("missing" in found) return [notRun(goal, found.missing)];
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: found.path, args });
  try {
    const cards = quick ? 1_000_000 : 10_000_000;
    const measured: Measured[] = [];
    for (const lines of sizes) {
      // A percentile of fewer would be the worst of them.
      const trials = lines !== gatedLines ? 60 : quick ? 150 : 300;
      measured.push(await inFolder((dir) => measureAt(browser, { dir, cards, lines, trials })));
    }
    return [...measured.flatMap((each) => paintFigures(each, cards)), countFigure(measured), rowFigure(measured)];
  } finally {
    await browser.close();
  }
}

type Job = { readonly dir: string; readonly cards: number; readonly lines: number; readonly trials: number };
type Measured = {
  readonly lines: number;
  readonly pairs: readonly (readonly [Trial, Trial])[];
  /** Scans that the page took for typing because the machine held a key up too long. */
  readonly missed: number;
};

async function measureAt(browser: Browser, { dir, cards, lines, trials }: Job): Promise<Measured> {
  const data = join(dir, "data");
  await prepareShop(data, { cards, articles: 1200, lines });
  const till = await startServer(["tools/start.ts", "--no-open", "--data", data]);
  const bare = await startServer(["test/bench/bare-child.ts", join(dir, "bare.bin"), String(lines)]);
  try {
    const [tillPage, barePage] = [await openPage(browser, till.url), await openPage(browser, bare.url)];
    await signIn(tillPage, lines);
    const [ours, theirs] = [await openWedge(tillPage), await openWedge(barePage)];
    const pairs: [Trial, Trial][] = [];
    let missed = 0;
    for (let trial = -warmUp; trial < trials; trial += 1) {
      const scan = await timeScan(tillPage, ours, { code: cardNumber(trial + warmUp) });
      await takeBack(tillPage);
      const yardstick = await timeScan(barePage, theirs, { code: "" });
      await timeScan(barePage, theirs, { code: "", state: "eligible" });
      if (scan === undefined || yardstick === undefined) missed += 1;
      else if (trial >= 0) pairs.push([scan, yardstick]);
    }
    return { lines, pairs, missed };
  } finally {
    await bare.close();
    await till.close();
  }
}

/** A server in processes of its own: the browser shell as `npm start` runs it, or the bare page's. */
async function startServer(args: readonly string[]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const shell = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(shell, "exit");
  const [url]: unknown[] = await Promise.race([once(createInterface(shell.stdout), "line"), ended]);
  if (typeof url !== "string") throw new Error("the server ended before it had an address");
  return {
    url,
    async close() {
      shell.kill("SIGTERM");
      await ended;
    },
  };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "ru-RU" });
  const page = await context.newPage();
  await watchKeys(page);
  await page.goto(url);
  return page;
}

async function signIn(page: Page, lines: number): Promise<void> {
  await page.getByTestId(`operator-${cashier.operatorId}`).click();
  await page.keyboard.type(cashier.pin, { delay: 120 });
  await page.keyboard.press("Enter");
  await page.locator(`[role=grid][aria-rowcount="${lines + 1}"]`).waitFor();
}

/** A hand needs a moment from the reader to the keys. */
const handMs = 250;
const restMs = 250;

/** Ctrl+Z: without the card the lines are as they were. */
async function takeBack(page: Page): Promise<void> {
  await page.waitForTimeout(handMs);
  await page.keyboard.press("Control+z");
  await page.locator("[data-testid=line][data-state=discounted]").first().waitFor({ state: "detached" });
  // Colours take their time to change: a next scan comes when the screen has come to rest.
  await page.waitForTimeout(restMs);
}

const tails = (values: readonly number[]): string => `p50 ${ms(median(values))}, p99 ${ms(quantile(values, 0.99))}`;

function paintFigures({ lines, pairs, missed }: Measured, cards: number): Figure[] {
  const of = (arm: 0 | 1, part: "paintedMs" | "changedMs" | "workMs"): number[] => pairs.map((pair) => pair[arm][part]);
  const [ours, theirs] = [of(0, "paintedMs"), of(1, "paintedMs")];
  const gated = lines === gatedLines;
  const limit = limitMs * Math.max(1, quantile(theirs, 0.99) / calmMs);
  const row = (what: string, part: "changedMs" | "workMs"): Figure => ({
    goal: `P8 the same, ${what}`,
    figure: tails(of(0, part)),
    yardstick: tails(of(1, part)),
    ratio: times(medianRatio(pairs.map(([our, their]) => [our[part], their[part]] as const))),
    verdict: "no gate",
  });
  return [
    {
      goal: `P10 card scanned -> ${lines} lines painted, ${count(cards)} cards${gated ? `: p99 <= ${limitMs} ms` : ""}`,
      figure: `${tails(ours)} (${pairs.length} scans${missed > 0 ? `, ${missed} taken for typing` : ""})`,
      yardstick: `bare page ${tails(theirs)}`,
      ratio: times(medianRatio(pairs.map(([our, their]) => [our.paintedMs, their.paintedMs] as const))),
      verdict: gated ? verdictOf(quantile(ours, 0.99) <= limit) : "no gate",
    },
    row("Enter -> rows changed", "changedMs"),
    row("work of the page's main thread", "workMs"),
  ];
}

function countFigure(measured: readonly Measured[]): Figure {
  const messages = measured.flatMap(({ pairs }) => pairs.map(([scan]) => scan.messages));
  return {
    goal: "P9 messages from the page per scan = 1",
    figure: `${Math.min(...messages)} to ${Math.max(...messages)}`,
    yardstick: "counted",
    ratio: "",
    verdict: verdictOf(messages.every((sent) => sent === 1)),
  };
}

function rowFigure(measured: readonly Measured[]): Figure {
  const mounted = measured.map(({ lines, pairs }) => [lines, Math.max(...pairs.map(([scan]) => scan.rows))] as const);
  return {
    goal: `P8 rows mounted <= ${maxRows} however many lines`,
    figure: mounted.map(([lines, rows]) => `${rows} of ${lines}`).join(", "),
    yardstick: "counted",
    ratio: "",
    verdict: verdictOf(mounted.every(([, rows]) => rows <= maxRows)),
  };
}
