import { randomUUID } from "node:crypto";
import {
  createFeedWatch,
  createGateway,
  createMetrics,
  newSigningKey,
  readSigner,
  type GatewayParts,
} from "../../../hq/api/index.ts";
import { enrolTerminal, offerCode, schemaVersion, type Sql } from "../../../hq/ledger/index.ts";
import { startProjector, type RunningProjector } from "../../../hq/server/projector-loop.ts";
import { type Call, newTill, post, type Till } from "../../chaos/till-client.ts";

/** One gateway on a real port over a given ledger, with a clock of its own. Several may stand before one ledger. */
export type TestGateway = {
  readonly port: number;
  readonly hqKey: string;
  /** What was logged as a warning or an error. */
  readonly logged: string[];
  passTime(ms: number): void;
  /** Takes stored facts over; without it nothing is. */
  readonly projector: RunningProjector | undefined;
  /** Asks past the network, from any address. */
  asked(call: Call, from: string): Promise<number>;
  close(): Promise<void>;
};

export type GatewayChoices = {
  readonly projects?: boolean;
  readonly signingKey?: string;
  readonly parts?: Partial<GatewayParts>;
};

export async function openGateway(sql: Sql, choices: GatewayChoices = {}): Promise<TestGateway> {
  const { projects = true, signingKey = newSigningKey(), parts = {} } = choices;
  const signer = readSigner(signingKey);
  const logged: string[] = [];
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const log: GatewayParts["log"] = (level, what) => {
    if (level !== "info") logged.push(what);
  };
  const [watch, metrics] = [createFeedWatch(sql), createMetrics()];
  const owner = `gateway ${Math.random()}`;
  const projector = projects ? startProjector({ sql, watch, log, owner, now }) : undefined;
  const stored = (shard: string): void => projector?.wake(shard);
  const ready = async (): Promise<boolean> => {
    const [row] = await sql.query<{ version: number }>("SELECT version FROM schema_version");
    return row?.version === schemaVersion;
  };
  const all = { sql, signer, now, paceMs: () => 0, stored, watch, metrics, log, ready, ...parts };
  const gateway = await createGateway(all);
  await gateway.listen({ host: "127.0.0.1", port: 0 });
  const address = gateway.server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    hqKey: signer.publicKey,
    logged,
    projector,
    async asked({ method, path, headers = {}, body }, from) {
      const payload = typeof body === "string" || body === undefined ? body : Buffer.from(body);
      const how = {
        method,
        url: path,
        remoteAddress: from,
        headers: { "content-type": "application/json", ...headers },
      };
      return (await gateway.inject(payload === undefined ? how : { ...how, payload })).statusCode;
    },
    passTime(ms) {
      ahead += ms;
    },
    async close() {
      watch.close();
      gateway.server.closeAllConnections();
      await gateway.close();
      await projector?.stop();
    },
  };
}

/** A till that head office knows; with a `port` it has said there which life of its journal it is in. */
export async function enrolledTill(sql: Sql, { port, shard = "main" }: { port?: number; shard?: string } = {}) {
  const till: Till = newTill(`till-${randomUUID().slice(0, 8)}`);
  const { terminal, signer, generation } = till;
  const now = Date.now();
  await offerCode(sql, { codeHash: `${terminal}-code`, name: terminal, shard, until: now + 1000 });
  const order = { codeHash: `${terminal}-code`, terminal, publicKey: signer.publicKey, device: "{}", now };
  await enrolTerminal(sql, order);
  if (port !== undefined) await post({ port, till, path: "/v1/hello" }, { ...greeting, generation });
  return till;
}

/** What a till says that has nothing yet. */
export const greeting = { seq: 0, chain: "0".repeat(64), app: "1", packs: [], wall: 0, pending: 0 };

export async function until(holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
}
