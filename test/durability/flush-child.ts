import { openStorage } from "../../db/stores/index.ts";
import { articles, sellAtOnce } from "./till-life.ts";

// `flush-child.ts DIR SALES [kill]`: sells, with an idle moment after every tenth sale as a shop has; closes or dies.
const [dir = "", sales = "0", end] = process.argv.slice(2);
const storage = openStorage(dir, { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY });
if (storage.items.count() === 0) stockUp();
for (let sale = 1; sale <= Number(sales); sale += 1) {
  sellAtOnce({ storage, at: () => {} });
  if (sale % 10 === 0) storage.health.idle();
}
if (end === "kill") process.kill(process.pid, "SIGKILL");
storage.health.close();

/** A till without a catalogue and a pack builds its cache anew at every start. */
function stockUp(): void {
  const catalogue = storage.items.replaceAll();
  catalogue.add(articles(1, 100));
  catalogue.commit();
}
