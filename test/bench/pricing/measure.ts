import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { decisionsOn, priceBasket, type PricedBasket } from "../../../core/pricing/index.ts";
import {
  count,
  interleave,
  median,
  ms,
  notRun,
  quantile,
  times,
  verdictOf,
  type Figure,
  type Scale,
} from "../figures.ts";
import { priceByHand } from "./floor.ts";
import type { Peer } from "./peer.ts";
import { medusa } from "./peer-medusa.ts";
import { jsonRulesEngine, zenEngine } from "./peer-rules.ts";
import { vendure } from "./peer-vendure.ts";
import { drawWorkload, oursOf, type Ours, type Workload } from "./workload.ts";

const peers: readonly Peer[] = [medusa, vendure, jsonRulesEngine, zenEngine];

const sizes = [20, 100, 1000].flatMap((lines) => [10, 100, 1000].map((rules) => [lines, rules] as const));

/** Limits in milliseconds for the sizes that have one, explanations on. */
const limits: Readonly<Record<string, number>> = { "20 × 10": 0.1, "100 × 100": 0.6, "1000 × 1000": 50 };

type Timed = { readonly name: string; readonly timesMs: readonly number[]; readonly payableMinor: number };
type Run = { readonly name: string; readonly most: number; price(): number | Promise<number> };

/** Our engine beside the npm engines and plain code, on one workload, in alternating rounds of one run. */
export async function measurePricing({ quick }: Scale): Promise<Figure[]> {
  const missing = installPeers();
  const figures: Figure[] = peers.flatMap(({ name }) => (missing === "" ? [] : [notRun(name, missing)]));
  for (const [lines, rules] of sizes) {
    if (quick && lines * rules > 10_000) continue;
    const workload = drawWorkload(lines, rules);
    const size = `${lines} × ${rules}`;
    const { runs, failed } = await runsOf(workload, missing === "" ? peers : []);
    figures.push(...failed, ...figuresOf(size, await timeAll(runs, lines * rules)));
    const tooMany = peers.filter(({ most }) => lines * rules > most);
    figures.push(...tooMany.map(({ name }) => notRun(size, `${name}: not asked, one receipt takes about ten seconds`)));
  }
  return [...figures, deadRules()];
}

/** What rules about goods that are not on the receipt cost: 990 of them beside ten that can match. */
function deadRules(): Figure {
  const few = drawWorkload(20, 10);
  const dead = Array.from({ length: 990 }, (_, at) => {
    return { kind: "category", id: `dead${at}`, category: `none${at % 30}`, percentBp: 100 } as const;
  });
  const [alone, beside] = [few, { ...few, promotions: [...few.promotions, ...dead] }].map(oursOf);
  if (!alone || !beside) throw new Error("two workloads are drawn");
  const price = ({ pack, input }: Ours) => priceBasket(pack, input);
  const pairs = interleave(
    400,
    () => price(beside),
    () => price(alone),
  );
  const [besideMs, aloneMs] = [median(pairs.map(([ours]) => ours)), median(pairs.map(([, theirs]) => theirs))];
  return {
    goal: "20 × 1000, 10 can match",
    figure: ms(besideMs, 3),
    yardstick: `20 × 10: ${ms(aloneMs, 3)}`,
    ratio: times(besideMs / aloneMs),
    verdict: "no gate",
  };
}

/** Installs the peers into their own folder where they are missing; the reason where that fails. */
function installPeers(): string {
  const folder = fileURLToPath(new URL("peers", import.meta.url));
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return "";
  try {
    execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "pipe", timeout: 600_000 });
    return "";
  } catch (error) {
    return `npm ci failed: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`;
  }
}

async function runsOf(workload: Workload, loaded: readonly Peer[]): Promise<{ runs: Run[]; failed: Figure[] }> {
  const { pack, input } = oursOf(workload);
  const line = workload.items[7]?.id ?? "";
  const failed: Figure[] = [];
  const runs: Run[] = [
    { name: "plain code", most: Infinity, price: () => priceByHand(workload) },
    {
      name: "ours, one line explained",
      most: Infinity,
      price: () => {
        const priced = priceBasket(pack, input);
        return decisionsOn(priced, line).length > 0 ? priced.total.payableMinor : Number.NaN;
      },
    },
    {
      name: "ours, every decision told by lines alike",
      most: Infinity,
      price: () => {
        const priced = priceBasket(pack, input);
        return decidedIn(priced) > 0 ? priced.total.payableMinor : Number.NaN;
      },
    },
    {
      name: "ours, every decision written out",
      most: Infinity,
      price: () => {
        const priced = priceBasket(pack, input);
        return priced.decisions.length > 0 ? priced.total.payableMinor : Number.NaN;
      },
    },
  ];
  for (const peer of loaded) {
    try {
      const { name, most } = peer;
      runs.push({ name, most, price: await peer.prepare(workload) });
    } catch (error) {
      failed.push(notRun(peer.name, error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)));
    }
  }
  return { runs, failed };
}

/** How many decisions a receipt came to, each looked at in its ruling. */
function decidedIn({ rulings }: PricedBasket): number {
  let decisions = 0;
  for (const { lines, amountsMinor, message } of rulings) {
    decisions += lines.length === 0 ? 1 : 0;
    for (const at of lines.keys()) decisions += (amountsMinor?.[at] ?? 0) >= 0 && message.key !== "" ? 1 : 0;
  }
  return decisions;
}

/**
 * Turns about, so that a busy machine slows all alike; in its turn an engine prices several receipts, as one that has
 * just been compiled and cached. The first two turns warm up.
 */
async function timeAll(runs: readonly Run[], size: number): Promise<Timed[]> {
  const asked = runs.filter(({ most }) => size <= most);
  const found = asked.map(({ name }) => ({ name, timesMs: [] as number[], payableMinor: 0 }));
  const [turns, receipts] = size >= 100_000 ? [7, 1] : size >= 10_000 ? [10, 10] : [12, 50];
  for (let turn = -2; turn < turns; turn += 1) {
    for (const [at, { price }] of asked.entries()) {
      const mine = found[at];
      if (!mine) continue;
      for (let nth = 0; nth < receipts; nth += 1) {
        const startedMs = performance.now();
        mine.payableMinor = await price();
        if (turn >= 0) mine.timesMs.push(performance.now() - startedMs);
      }
    }
  }
  return found;
}

function figuresOf(size: string, timed: readonly Timed[]): Figure[] {
  const [floor, ours, ruled, written, ...others] = timed;
  if (!floor || !ours || !ruled || !written) return [];
  const ourMs = median(ours.timesMs);
  const floorMs = median(floor.timesMs);
  const limit = limits[size];
  const goal = limit === undefined ? size : `${size} ≤ ${ms(limit)}`;
  const isLargest = size === "1000 × 1000";
  const all = isLargest ? [`${goal}, ≤ 4× plain code`] : [goal];
  const holds = (limit === undefined || ourMs <= limit) && (!isLargest || ourMs <= 4 * floorMs);
  const allTold = limit === undefined ? "no gate" : verdictOf(median(ruled.timesMs) <= limit);
  const row = (one: Timed, goalText: string, verdict: Figure["verdict"]): Figure => ({
    goal: goalText,
    figure: `${one.name}: ${told(one)}`,
    yardstick: `${ours.name}: ${ms(ourMs, 3)}`,
    ratio: times(median(one.timesMs) / ourMs),
    verdict,
  });
  const isFrom100 = !size.startsWith("20 ") && !size.endsWith(" 10");
  return [
    {
      goal: all.join(""),
      figure: `${ours.name}: ${told(ours)}`,
      yardstick: `${floor.name}: ${told(floor)}`,
      ratio: times(ourMs / floorMs),
      verdict: limit === undefined ? "no gate" : verdictOf(holds && ours.payableMinor === floor.payableMinor),
    },
    row(ruled, limit === undefined ? `${size}, all told` : `${size}, all told ≤ ${ms(limit)}`, allTold),
    row(written, `${size}, written out`, "no gate"),
    ...others.map((other) => {
      const isCommerce = peers.find(({ name }) => name === other.name)?.kind === "commerce";
      const least = isFrom100 ? 20 : 1;
      const verdict = isCommerce ? verdictOf(median(other.timesMs) >= least * ourMs) : "no gate";
      return row(other, isCommerce ? `${size}, ahead ${least}×` : `${size}, matching only`, verdict);
    }),
  ];
}

/** Median, quickest and 95th percentile, and the sum to pay. */
function told({ timesMs, payableMinor }: Timed): string {
  const [best, p95] = [quantile(timesMs, 0), quantile(timesMs, 0.95)];
  return `${ms(median(timesMs), 3)} (${best.toFixed(3)} … ${p95.toFixed(3)}), pays ${count(Math.round(payableMinor))}`;
}
