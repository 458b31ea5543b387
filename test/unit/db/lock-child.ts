import { writeSync } from "node:fs";
import { openStorage } from "../../../db/stores/index.ts";

// `lock-child.ts DIR`: opens the folder, says so and stays until it is killed.
const [dir = ""] = process.argv.slice(2);
const storage = openStorage(dir, { reserveBytes: 0 });
writeSync(1, `open ${storage.journal.generation}\n`);
setInterval(() => storage.clock.now(), 1000);
