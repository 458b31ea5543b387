import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chainStart, EnrolAnswer } from "../../core/sync/index.ts";
import { sha256 } from "../../hq/api/index.ts";
import { ledgerSteps, offerCode, schemaVersion } from "../../hq/ledger/index.ts";
import { startHeadOffice, type HeadOffice } from "../e2e/harness/head-office.ts";
import { factBook } from "./fact-book.ts";
import { batchOf, newTill, post, send, type Till } from "./till-client.ts";

const dir = mkdtempSync(join(tmpdir(), "hq-migration-"));
chmodSync(dir, 0o755);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const portOf = ({ url }: HeadOffice): number => Number(new URL(url).port);

async function enrol(office: HeadOffice): Promise<Till> {
  const code = "CXDE234567";
  await offerCode(office.sql, { codeHash: sha256(code), name: "A", shard: "main", until: Date.now() + 600_000 });
  const made = newTill("new");
  const device = { name: "pos", app: "0.1.0", platform: "linux" };
  const body = JSON.stringify({ code, publicKey: made.signer.publicKey, device });
  const answer = await send(portOf(office), { method: "POST", path: "/v1/enrol", body });
  const till = { ...made, terminal: EnrolAnswer.parse(answer.body).terminal };
  const said = { generation: till.generation, seq: 0, chain: chainStart, app: "0.1.0", packs: [], wall: 0, pending: 0 };
  expect((await post({ port: portOf(office), till, path: "/v1/hello" }, said)).status).toBe(200);
  return till;
}

/** What the next version may do, in the shapes that steps have. */
const nextStep = [
  "ALTER TABLE terminal ADD COLUMN next_note text NOT NULL DEFAULT ''",
  "ALTER TABLE event ADD COLUMN next_mark bigint",
  "CREATE TABLE next_thing (id text PRIMARY KEY, at bigint NOT NULL)",
  "CREATE INDEX next_event ON event (received_at)",
];

describe("a newer gateway brings the schema on", { timeout: 400_000 }, () => {
  it("while this one serves: every push is answered, it stays ready, and is not started anew", async () => {
    const office = await startHeadOffice(dir);
    const till = await enrol(office);
    const book = factBook(till.terminal);
    const port = portOf(office);
    const push = (from: number) =>
      post({ port, till, path: "/v1/push" }, batchOf(book, till.generation, { from, count: 5 }));
    const pushed: number[] = [];
    const pushing = (async () => {
      for (let from = 1; from <= 500; from += 5) pushed.push((await push(from)).status);
    })();
    await expect.poll(() => pushed.length, { timeout: 200_000 }).toBeGreaterThan(10);
    await office.sql.transaction(async (inside) => {
      for (const statement of nextStep) await inside.query(statement);
      await inside.query("UPDATE schema_version SET version = $1", [schemaVersion + 1]);
    });
    await pushing;
    expect(new Set(pushed)).toEqual(new Set([200]));
    expect((await send(port, { method: "GET", path: "/ready" })).status).toBe(200);
    const [stored] = await office.sql.query<{ facts: number }>("SELECT count(*) AS facts FROM event");
    expect(stored?.facts).toBe(500);
    expect(await office.stop()).toBe(0);
    await expect(startHeadOffice(dir)).rejects.toThrow(/start a newer one/);
  });
});

describe("every step of the schema", () => {
  it.each(ledgerSteps.map((step, index) => [index + 1, step] as const))(
    "%i leaves the gateways of the version before what they use",
    (_, step) => {
      const column = String.raw`ALTER TABLE \w+ ADD COLUMN \w+ (?!.*NOT NULL(?!.*DEFAULT))`;
      const room = new RegExp(`^(CREATE (TABLE|INDEX|UNIQUE INDEX) |INSERT INTO |${column})`, "s");
      const statements = step.split(";").map((statement) => statement.trim());
      expect(statements.filter((statement) => statement !== "" && !room.test(statement))).toEqual([]);
    },
  );
});
