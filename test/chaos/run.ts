// Real processes in chaos: two gateways, a PostgreSQL, tills that push. Ends with 1 when anything acknowledged is lost.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { inChaos } from "./chaos.ts";
import { judge } from "./judge.ts";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "20000" },
    tills: { type: "string", default: "16" },
    kills: { type: "string" },
    crashes: { type: "string" },
  },
});
const events = Number(values.events);
const base = resolve("node_modules/.cache/chaos");
mkdirSync(base, { recursive: true });
const dir = mkdtempSync(join(base, "run-"));
try {
  const options = {
    dir,
    events,
    tills: Number(values.tills),
    kills: Number(values.kills ?? Math.max(4, Math.round(events / 8000))),
    crashes: Number(values.crashes ?? Math.max(2, Math.round(events / 25_000))),
    say: console.log,
  };
  const told = await inChaos(options, async (after) => {
    const { counts, seconds, fell } = after;
    return { ...counts, fell, seconds: Math.round(seconds), ...(await judge(after)) };
  });
  console.log(JSON.stringify(told, null, 1));
  const wrong = told.lost + told.doubled + told.brokenChains + told.feedGaps + told.feedWrong + told.fell;
  console.log(wrong === 0 ? "0 lost, 0 doubled, chains whole, feed gapless" : `${wrong} WRONG`);
  process.exitCode = wrong === 0 ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
