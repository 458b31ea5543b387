import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Another process with the folder open. */
async function openElsewhere(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "lock-child.ts");
  const child = spawn(process.execPath, [script, till.dir], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

describe("one process per data folder", () => {
  it("a second copy of the app is refused by kind, and nothing is changed", async () => {
    await openElsewhere();
    const before = thrownBy(() => till.open());
    expect(before).toMatchObject({ kind: "data-in-use", message: expect.stringContaining("another copy") });
    expect(thrownBy(() => till.open({ lockWaitMs: 50 }))).toMatchObject({ kind: "data-in-use" });
  });

  it("a killed app leaves no lock behind", async () => {
    const child = await openElsewhere();
    child.kill("SIGKILL");
    await once(child, "exit");
    const storage = till.open({ lockWaitMs: 1000 });
    expect(storage.recovery).toEqual([]);
    expect(storage.journal.verify().brokenAt).toBeNull();
  });
});
