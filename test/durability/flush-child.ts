import { openStorage } from "../../db/stores/index.ts";
import { sellAtOnce } from "./till-life.ts";

// `flush-child.ts DIR SALES`: sells, with an idle moment after every tenth sale as a shop has.
const [dir = "", sales = "0"] = process.argv.slice(2);
const storage = openStorage(dir, { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY });
for (let sale = 1; sale <= Number(sales); sale += 1) {
  sellAtOnce({ storage, at: () => {} });
  if (sale % 10 === 0) storage.health.idle();
}
storage.health.close();
