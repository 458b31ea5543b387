import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { EnrolAnswer, FeedAnswer } from "../../core/sync/index.ts";
import { sha256 } from "../../hq/api/index.ts";
import { offerCode } from "../../hq/ledger/index.ts";
import { startHeadOffice, type HeadOffice } from "../e2e/harness/head-office.ts";
import { ask, newTill, send, type Till } from "./till-client.ts";

const work = mkdtempSync(join(tmpdir(), "hq-process-"));
chmodSync(work, 0o755);
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A folder that the database's own user may pass to. */
function newDir(): string {
  const dir = mkdtempSync(join(work, "hq-"));
  chmodSync(dir, 0o755);
  return dir;
}
const portOf = ({ url }: HeadOffice): number => Number(new URL(url).port);

async function enrol(office: HeadOffice): Promise<Till> {
  const code = "CXDE234567";
  const until = Date.now() + 600_000;
  await offerCode(office.sql, { codeHash: sha256(code), name: "Касса 1", shard: "main", until });
  const made = newTill("new");
  const device = { name: "pos", app: "0.1.0", platform: "linux" };
  const body = JSON.stringify({ code, publicKey: made.signer.publicKey, device });
  const answer = await send(portOf(office), { method: "POST", path: "/v1/enrol", body });
  return { ...made, terminal: EnrolAnswer.parse(answer.body).terminal };
}

async function waiting(office: HeadOffice): Promise<number> {
  const { body } = await send(portOf(office), { method: "GET", path: "/metrics" });
  return Number(/^hq_feed_waiting\S* (\d+)$/m.exec(String(body))?.[1]);
}

describe("head office as a process, with the PostgreSQL that it brings", { timeout: 400_000 }, () => {
  it("answers all that is under way when it is told to end, and ends well", async () => {
    const office = await startHeadOffice(newDir());
    const till = await enrol(office);
    const path = "/v1/feed?shard=main&after=0&limit=10&wait=20000";
    const asked = Array.from({ length: 10 }, () => ask(portOf(office), till, { method: "GET", path }));
    await expect.poll(() => waiting(office), { timeout: 200_000 }).toBe(10);
    const ended = office.stop();
    for (const { status, headers, body } of await Promise.all(asked)) {
      expect(status).toBe(200);
      expect(FeedAnswer.parse(body).lines).toEqual([]);
      expect(headers.connection).toBe("close");
    }
    expect(await ended).toBe(0);
  });

  it("tells Prometheus by its conventions: a unit at the end, a total for what only grows", async () => {
    const office = await startHeadOffice(newDir());
    await send(portOf(office), { method: "GET", path: "/health" });
    const { body } = await send(portOf(office), { method: "GET", path: "/metrics" });
    const types = [...String(body).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => ({
      name,
      type,
    }));
    expect(types.length).toBeGreaterThan(3);
    for (const { name, type } of types) {
      expect(name).toMatch(/^(hq|process)_[a-z_]+$/);
      expect(name.endsWith("_total")).toBe(type === "counter");
      if (type === "histogram") expect(name).toMatch(/_(seconds|bytes)$/);
      expect(String(body)).toContain(`# HELP ${name} `);
    }
    expect(await office.stop()).toBe(0);
  });

  it("goes on in its folder after kill -9, whose PostgreSQL was left behind", async () => {
    const dir = newDir();
    const killed = await startHeadOffice(dir);
    const { terminal } = await enrol(killed);
    await killed.kill();
    const office = await startHeadOffice(dir);
    expect(await office.sql.query("SELECT terminal_id FROM terminal")).toEqual([{ terminal_id: terminal }]);
    expect(await office.stop()).toBe(0);
  });

  it.skipIf(process.getuid?.() !== 0)(
    "works for root in a folder closed to all others, also the second time",
    async () => {
      const dir = mkdtempSync(join(work, "closed-"));
      expect(statSync(dir).mode & 0o777).toBe(0o700);
      const office = await startHeadOffice(dir);
      const server = Number(readFileSync(join(dir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
      expect(statSync(`/proc/${server}`).uid).not.toBe(0);
      expect(await office.stop()).toBe(0);
      const again = await startHeadOffice(dir);
      expect(await again.stop()).toBe(0);
      rmSync(realpathSync(join(dir, "postgres")), { recursive: true });
    },
  );
});
