import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);

it("two gateways killed and a PostgreSQL crashed under load: nothing acknowledged is lost or doubled", async () => {
  // The same with a million events, and as many faults more: node test/chaos/run.ts --events 1000000
  const args = ["test/chaos/run.ts", "--events", "6000", "--tills", "8", "--kills", "2", "--crashes", "1"];
  const { stdout } = await run(process.execPath, args);
  expect(stdout).toContain("0 lost, 0 doubled, chains whole, feed gapless");
}, 120_000);
