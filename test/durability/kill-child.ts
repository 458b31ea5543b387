import { openStorage } from "../../db/stores/index.ts";
import { doChores, type KillPoint, sayNow, sell } from "./till-life.ts";

// `kill-child.ts DIR SALES [POINT NTH]`: a till that sells SALES times with its chores between, and that kills itself
// at the NTH passing of POINT.
const [dir = "", sales = "0", point = "", nth = "1"] = process.argv.slice(2);
const passed = new Map<KillPoint, number>();

function at(here: KillPoint): void {
  const count = (passed.get(here) ?? 0) + 1;
  passed.set(here, count);
  if (here === point && count === Number(nth)) process.kill(process.pid, "SIGKILL");
}

const storage = openStorage(dir, { reserveBytes: 0, idleCheckpointPages: 100 });
sayNow("ready");
at("opened");
for (let sale = 1; sale <= Number(sales); sale += 1) {
  sell({ storage, at }, sayNow);
  if (sale % 5 === 0) doChores({ storage, at }, sale / 5 - 1);
}
storage.health.close();
at("closed");
