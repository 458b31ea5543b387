import { measurePricing } from "./measure.ts";

/** `node test/bench/pricing/run.ts [--quick]`: the table of pricing, by itself. */
const figures = await measurePricing({ quick: process.argv.includes("--quick") });
for (const { goal, figure, yardstick, ratio, verdict } of figures) {
  console.log([goal, figure, yardstick, ratio, verdict].join(" | "));
}
