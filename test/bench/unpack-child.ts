// `unpack-child.ts DIR`: unpacks one snapshot there as the keeper's thread does, and tells time and peak memory.
import { unpackCards, type UnpackOrder } from "../../db/stores/index.ts";
import { timeMs } from "./figures.ts";

const [dir = ""] = process.argv.slice(2);
process.once("message", (order: UnpackOrder) => {
  const tookMs = timeMs(() => unpackCards(dir, order));
  process.send?.({ tookMs, peakMiB: process.resourceUsage().maxRSS / 1024 }, () => process.exit(0));
});
