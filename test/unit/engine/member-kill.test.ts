import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { addMembers, openAssociations } from "./member-desk.ts";
import { openTestTill, people } from "./test-till.ts";

const tool = join(import.meta.dirname, "../../../tools/engine.ts");
const kills = 3;
const now = "2026-02-02T10:00:00+03:00";
/** Without a number, so that it can be used for as long as the engine lives. */
const use = { programme: "ruslom", member: "17", entitlement: "daily_news_mail", units: 1 };

/** Redeems one use after another until it is killed; answers what was acknowledged. */
async function redeemUntilKilled(dir: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [tool, "--data", dir, "--demo", "--now", now]);
  const say = (id: string, command: string, input: object): void => {
    child.stdin.write(`${JSON.stringify({ id, command, input })}\n`);
  };
  const redeem = (index: number): void => {
    const requestId = `use-${round}-${index}`;
    say(requestId, "redeemEntitlement", { requestId, ...use });
  };
  const acknowledged: string[] = [];
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const enough = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as { readonly id?: string; readonly ok?: unknown };
      if (answer.id?.startsWith("use-") !== true || answer.ok === undefined) return;
      acknowledged.push(answer.id);
      redeem(acknowledged.length + 1);
      if (acknowledged.length >= 3 + round * 4) resolve();
    });
  });
  say("in", "signIn", people.receptionist);
  redeem(1);
  await enough;
  child.kill("SIGKILL");
  await gone;
  return acknowledged;
}

describe("a desk killed at any instant", () => {
  it("has every use that it acknowledged, none twice, and answers the same when asked again", async () => {
    const dir = mkdtempSync(join(tmpdir(), "kill-"));
    const first = await openAssociations({ dir });
    await addMembers(first, [{ member: "17", name: "ООО «Вторметалл»", joined: "2018-03-14" }]);
    await first.close();
    const acknowledged: string[] = [];
    for (let round = 0; round < kills; round += 1) acknowledged.push(...(await redeemUntilKilled(dir, round)));
    const till = openTestTill({ dir, at: now });
    await till.call("signIn", people.receptionist);
    const { history } = await till.call("getMember", { programme: "ruslom", member: "17" });
    const refs = history.flatMap(({ ref }) => ref ?? []);
    expect(new Set(refs).size).toBe(refs.length);
    expect(acknowledged.filter((ref) => !refs.includes(ref))).toEqual([]);
    expect(refs.length).toBeLessThanOrEqual(acknowledged.length + kills);
    for (const requestId of acknowledged) {
      const { redemption } = await till.call("redeemEntitlement", { requestId, ...use });
      expect(redemption.duplicate).toBe(true);
    }
    await till.call("signIn", people.manager);
    expect((await till.call("verifyJournal")).ok).toBe(true);
    await till.close();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);
});
