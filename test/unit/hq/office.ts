import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { createFeedWatch, createGateway, createMetrics, newSigningKey, readSigner } from "../../../hq/api/index.ts";
import { startProjector } from "../../../hq/server/projector-loop.ts";
import { offerCode, type Sql } from "../../../hq/ledger/index.ts";
import { beginTrust, keysInFolder, newestDocument, serveTrust, type TrustKeys } from "../../../hq/trust/index.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

/** Head office on a real port over a PostgreSQL in this process; its gateway can be killed and started again. */
export type TestOffice = {
  readonly ledger: TestLedger;
  /** What it signs packs and lists by. */
  readonly keys: TrustKeys;
  /** Between a document or file and the till that asked for it, by its path; answers what the till gets instead. */
  tamper: ((path: string, text: string) => string) | undefined;
  url(): string;
  /** A one-time code for a till. */
  code(name?: string): Promise<string>;
  /** Answers to calls of this path that are done but never arrive, so many times. */
  loseAnswers(path: string, times: number): void;
  /** Nobody answers any more; what is under way is cut off. */
  away(): Promise<void>;
  /** Under another key: somebody else answers in its place. */
  back(otherKey?: string): Promise<void>;
  close(): Promise<void>;
};

const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

export async function openOffice(): Promise<TestOffice> {
  const ledger = await openLedger();
  const dir = mkdtempSync(join(tmpdir(), "trust-"));
  const keys = keysInFolder(dir);
  await beginTrust(ledger, keys, Date.now());
  const tampering: Pick<TestOffice, "tamper"> = { tamper: undefined };
  const signingKey = newSigningKey();
  const lost = new Map<string, number>();
  let running = await start({ sql: ledger, keys, tampering, signingKey, port: 0, lost });
  const { port } = running;
  let offered = 0;
  let key: string | null = signingKey;
  const away = async (): Promise<void> => {
    if (key !== null) await running.stop();
    key = null;
  };
  return Object.assign(tampering, {
    ledger,
    keys,
    url: () => `http://127.0.0.1:${port}`,
    async code(name = "till") {
      offered += 1;
      const code = `CDEFGHJK${letters[Math.floor(offered / letters.length)]}${letters[offered % letters.length]}`;
      const codeHash = createHash("sha256").update(code).digest("hex");
      await offerCode(ledger, { codeHash, name, shard: "main", until: Date.now() + 600_000 });
      return code;
    },
    loseAnswers: (path: string, times: number) => void lost.set(path, times),
    away,
    async back(otherKey = signingKey) {
      if (key === otherKey) return;
      await away();
      key = otherKey;
      running = await start({ sql: ledger, keys, tampering, signingKey: otherKey, port, lost });
    },
    async close() {
      await away();
      await ledger.close();
      rmSync(dir, { recursive: true });
    },
  });
}

type Start = {
  readonly sql: Sql;
  readonly keys: TrustKeys;
  readonly tampering: Pick<TestOffice, "tamper">;
  readonly signingKey: string;
  readonly port: number;
  readonly lost: Map<string, number>;
};

async function start({ sql, keys, tampering, signingKey, port, lost }: Start) {
  const log = (): void => undefined;
  const watch = createFeedWatch(sql);
  const projector = startProjector({ sql, watch, log, owner: `gateway ${Math.random()}`, now: Date.now });
  const gateway: FastifyInstance = await createGateway({
    sql,
    signer: readSigner(signingKey),
    now: Date.now,
    paceMs: () => 0,
    stored: projector.wake,
    watch,
    metrics: createMetrics(),
    log,
    ready: async () => true,
    trustRoot: async () => (await newestDocument(sql, "root"))?.content ?? null,
  });
  serveTrust(gateway, { sql, keys, now: Date.now });
  gateway.addHook("preSerialization", async (request, _, payload) => tampered(tampering.tamper, request.url, payload));
  gateway.addHook("onSend", async (request, reply) => {
    const [path = ""] = request.url.split("?");
    const left = lost.get(path) ?? 0;
    if (left === 0) return;
    lost.set(path, left - 1);
    reply.raw.destroy();
  });
  await gateway.listen({ host: "127.0.0.1", port });
  const address = gateway.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async stop() {
      watch.close();
      gateway.server.closeAllConnections();
      await gateway.close();
      await projector.stop();
      await sql.query("UPDATE shard SET until = 0");
    },
  };
}

/** Every text of an answer as somebody on the way would have it. */
function tampered(tamper: TestOffice["tamper"], path: string, payload: unknown): unknown {
  if (!tamper || !path.startsWith("/v1/trust/") || typeof payload !== "object" || payload === null) return payload;
  const change = (value: unknown) => (typeof value === "string" ? tamper(path, value) : value);
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, change(value)]));
}
