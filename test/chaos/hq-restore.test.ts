import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../hq/api/index.ts";
import { offerCode } from "../../hq/ledger/index.ts";
import { startHeadOffice, type HeadOffice } from "../e2e/harness/head-office.ts";
import { cards, goods, openTestTill, payCash, people, type TestTill } from "../unit/engine/test-till.ts";

const run = promisify(execFile);
const work = mkdtempSync(join(tmpdir(), "hq-restore-"));
chmodSync(work, 0o755);
const tills: TestTill[] = [];
afterAll(async () => {
  for (const till of tills) await till.remove();
  rmSync(work, { recursive: true, force: true });
});

const patience = { timeout: 200_000 };
const hq = (...args: readonly string[]) => run(process.execPath, ["tools/hq.ts", ...args]);

async function enrolled({ sql, url }: HeadOffice, name: string): Promise<TestTill> {
  const code = `CXDE23456${tills.length + 2}`;
  await offerCode(sql, { codeHash: sha256(code), name, shard: "main", until: Date.now() + 600_000 });
  const till = openTestTill({ at: "2025-01-02T10:00:00+03:00" });
  tills.push(till);
  await till.call("signIn", people.administrator);
  await till.call("enrolTerminal", { url, code });
  await till.call("signIn", people.manager);
  await till.call("openShift", { floatMinor: 0 });
  return till;
}

async function sell(till: TestTill, request: string): Promise<void> {
  await till.call("scan", { code: goods.milk.code });
  await payCash(till, request);
}

const block = (till: TestTill, number: string) => till.call("blockCard", { number, reason: "lost", source: "звонок" });

const knows = (till: TestTill, number: string, status: string) =>
  expect.poll(async () => (await till.call("findCard", { number })).status, patience).toBe(status);

async function allSent(till: TestTill): Promise<void> {
  await expect.poll(async () => (await till.call("syncNow")).pending, patience).toBe(0);
}

/** Every fact with how often head office holds it, and every card. */
async function stateOf({ sql }: HeadOffice) {
  await expect.poll(() => sql.query("SELECT 1 FROM terminal WHERE projected < acked"), patience).toEqual([]);
  const facts = await sql.query<{ held: number }>(
    "SELECT terminal_id, seq, fact, count(*) AS held FROM event GROUP BY 1, 2, 3 ORDER BY 1, 2",
  );
  const held = await sql.query("SELECT number, status, since FROM card ORDER BY number");
  return { facts, held, disputes: await sql.query("SELECT * FROM dispute") };
}

/** All key files with their texts. */
const keysIn = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".key"))
    .toSorted()
    .map((name) => [name, readFileSync(join(dir, name), "utf8").trim()]);

describe("head office put back to an older moment", { timeout: 400_000 }, () => {
  it("gets from the tills what it does not know, once, and every till agrees with it again", async () => {
    const [dir, backup, later] = ["first", "backup", "second"].map((name) => join(work, name)) as [
      string,
      string,
      string,
    ];
    const office = await startHeadOffice(dir);
    const [a, b] = [await enrolled(office, "Касса 1"), await enrolled(office, "Касса 2")];
    await sell(a, "before");
    await block(a, cards.active);
    await knows(b, cards.active, "blocked");
    await allSent(a);

    expect((await hq("backup", "--data", dir, "--to", backup)).stdout).toContain("Backed up");
    expect([statSync(backup).mode & 0o777, statSync(join(backup, "keys", "signing.key")).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);

    await sell(a, "after");
    await block(b, cards.second);
    await knows(a, cards.second, "blocked");
    for (const till of [a, b]) await allSent(till);
    const before = await stateOf(office);
    const port = Number(new URL(office.url).port);
    expect(await office.stop()).toBe(0);

    expect((await hq("restore", "--from", backup, "--data", later)).stdout).toContain("as it was at");
    expect(keysIn(later)).toEqual(keysIn(dir));
    const back = await startHeadOffice(later, {}, port);
    expect((await stateOf(back)).facts.length).toBeLessThan(before.facts.length);
    for (const till of [a, b]) await allSent(till);
    const after = await stateOf(back);
    expect(after).toMatchObject({ held: before.held, disputes: before.disputes });
    // Tills write down what they take from head office, so there may be more; nothing is gone, nothing is twice.
    expect(after.facts).toEqual(expect.arrayContaining(before.facts));
    expect(after.facts.filter(({ held }) => held !== 1)).toEqual([]);
    await block(a, cards.issued);
    await knows(b, cards.issued, "blocked");
    expect(await back.stop()).toBe(0);
  });

  it("is refused in words where the backup is not whole or the place not empty, and changes nothing", async () => {
    const [backup, used, fresh] = ["backup", "second", "third"].map((name) => join(work, name)) as [
      string,
      string,
      string,
    ];
    const refused = (...args: readonly string[]): Promise<string> =>
      hq(...args).then(
        () => "done",
        (error: { stderr: string }) => error.stderr,
      );
    expect(await refused("restore", "--from", backup, "--data", used)).toContain("not empty");
    expect(await refused("backup", "--data", used, "--to", backup)).toContain("there already");
    const file = join(backup, "event.ndjson.gz");
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await refused("restore", "--from", backup, "--data", fresh)).toContain("not as it was written");
    rmSync(join(backup, "backup.json"));
    expect(await refused("restore", "--from", backup, "--data", fresh)).toContain("no whole backup");
    expect(existsSync(join(fresh, "signing.key"))).toBe(false);
    expect(await refused("restore", "--data", fresh)).toContain("--from FOLDER is missing");
  });
});
