import { parseArgs } from "node:util";
import type { Figure, Scale } from "../test/bench/figures.ts";

type Bench = {
  readonly name: string;
  readonly about: string;
  run(scale: Scale): Promise<Figure[]>;
};

/** What can be measured, in this order. Each is loaded when its turn comes: some bring a browser with them. */
const benches: readonly Bench[] = [
  {
    name: "db",
    about: "a card found among a million and ten million (P1, P2)",
    run: async (scale) => (await import("../test/bench/find-card.ts")).measureFindCard(scale),
  },
  {
    name: "sale",
    about: "a sale made durable: flushes, time, tail, growth (P3, P4)",
    run: async (scale) => (await import("../test/bench/sale.ts")).measureSale(scale),
  },
  {
    name: "search",
    about: "articles found by name, and a price list imported",
    run: async (scale) => (await import("../test/bench/search.ts")).measureSearch(scale),
  },
  {
    name: "replay",
    about: "receipts a second through the engine, and one scan in a long receipt",
    run: async (scale) => (await import("../test/bench/replay.ts")).measureReplay(scale),
  },
  {
    name: "screen",
    about: "a scan until every line's discount is painted, in Chromium (P8 to P10)",
    run: async (scale) => (await import("../test/bench/screen.ts")).measureScreen(scale),
  },
  {
    name: "start",
    about: "start and memory beside a minimal Electron page (P12, P13)",
    run: async (scale) => (await import("../test/bench/start.ts")).measureStart(scale),
  },
  {
    name: "pricing",
    about: "discounts on 20 to 1000 lines by 10 to 1000 rules, beside the npm engines and plain code",
    run: async (scale) => (await import("../test/bench/pricing/measure.ts")).measurePricing(scale),
  },
  {
    name: "sync",
    about: "head office: facts in, feed out, a block from till to till, PostgreSQL beside PGlite",
    run: async (scale) => (await import("../test/bench/sync.ts")).measureSync(scale),
  },
  {
    name: "snapshot",
    about: "all cards as one file: bytes on the wire, unpacking, the switch, lookups meanwhile (P6, P15)",
    run: async (scale) => (await import("../test/bench/snapshot.ts")).measureSnapshot(scale),
  },
];

const usage = `Usage: npm run bench [-- [NAME …] [--quick]]

Measures the till beside yardsticks on this machine, in turns, and judges the median of the paired ratios. Ends with 1
when a goal is missed. What the goals mean and what was measured: docs/PERFORMANCE.md.

${benches.map(({ name, about }) => `  ${name.padEnd(9)} ${about}`).join("\n")}

  --quick   smaller sizes and fewer rounds: minutes instead of a quarter of an hour
`;

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => benches.every((bench) => bench.name !== name));

if (values.help) console.log(usage);
else if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join(" ")}".\n\n${usage}`);
  process.exitCode = 2;
} else await measure(benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name)));

async function measure(chosen: readonly Bench[]): Promise<void> {
  const all: Figure[] = [];
  for (const { name, run } of chosen) {
    console.error(`${name} …`);
    const figures = await run({ quick: values.quick });
    all.push(...figures);
    print(figures);
  }
  const missed = all.filter(({ verdict }) => verdict === "MISSED");
  const left = all.filter(({ verdict }) => verdict === "not run");
  for (const { goal, figure } of left) console.log(`not run: ${goal} — ${figure}`);
  for (const { goal, ratio, figure } of missed) console.log(`missed: ${goal} — ${ratio || figure}`);
  console.log(`${all.filter(({ verdict }) => verdict === "holds").length} hold, ${missed.length} missed`);
  if (missed.length > 0) process.exitCode = 1;
}

function print(figures: readonly Figure[]): void {
  const rows = figures.map(({ goal, figure, yardstick, ratio, verdict }) => [goal, figure, yardstick, ratio, verdict]);
  console.log(["| goal | figure | yardstick | ratio | verdict |", "| --- | --- | --- | --- | --- |"].join("\n"));
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}
