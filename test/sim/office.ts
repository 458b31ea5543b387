import { hash } from "node:crypto";
import { createFeedWatch, faultAnswer, type Signer } from "../../hq/api/index.ts";
import { createIdentify } from "../../hq/api/identity.ts";
import { postedCalls, readCalls, type Desk } from "../../hq/api/till-calls.ts";
import { startProjector } from "../../hq/server/projector-loop.ts";
import type { OfficeRequest } from "../../electron/link/office-client.ts";
import { mortal, type Life } from "./life.ts";
import { Cut, openSqliteLedger, type Connection, type SqliteLedger } from "./sqlite-ledger.ts";
import type { VirtualTime } from "./virtual-time.ts";

export type OfficeAnswer = { readonly status: number; readonly retryAfter: string | null; readonly text: string };

/** One gateway with its projector. */
export type SimGateway = {
  readonly name: string;
  isUp(): boolean;
  start(): void;
  /** Ends after so many statements more, in the middle of whatever they belong to. */
  crashAfter(statements: number): void;
  /** Undefined when it ended meanwhile. */
  answer(path: string, request: OfficeRequest): Promise<OfficeAnswer | undefined>;
  connection(): Connection;
};

export type SimOffice = {
  readonly ledger: SqliteLedger;
  readonly gateways: readonly SimGateway[];
  now(): number;
  /** What nobody meant to be thrown. */
  readonly unforeseen: unknown[];
};

/** Keyed sums stand in for Ed25519, which takes longer than all else together; its own tests are elsewhere. */
export const proof = (text: string, key: string): string => hash("sha256", `${key}\n${text}`, "base64");
export const proves = (text: string, signature: string, key: string): boolean => signature === longSignature(text, key);
export const longSignature = (text: string, key: string): string =>
  `${proof(text, key).slice(0, 43)}${proof(text, `${key}+`).slice(0, 43)}==`;

export const officeKey = "o".repeat(43).concat("=");
const signer: Signer = { publicKey: officeKey, sign: (text) => longSignature(text, officeKey) };

export type OfficeSite = {
  readonly time: VirtualTime;
  readonly gateways: number;
  readonly image: Uint8Array;
  /** The office's clock when the time is 0. */
  readonly begun: number;
  /** How far a gateway's own clock is off, in milliseconds. */
  skewOf(gateway: number): number;
  /** Waited for before each statement; throws what a database says that is away. */
  pace(): Promise<void>;
};

export function createOffice(site: OfficeSite): SimOffice {
  const ledger = openSqliteLedger(site.image);
  const unforeseen: unknown[] = [];
  const parts = { site, ledger, unforeseen };
  const gateways = Array.from({ length: site.gateways }, (_, at) => createSimGateway(parts, at));
  return { ledger, gateways, unforeseen, now: () => site.begun + Math.round(site.time.now()) };
}

type Parts = { readonly site: OfficeSite; readonly ledger: SqliteLedger; readonly unforeseen: unknown[] };

function createSimGateway(parts: Parts, at: number): SimGateway {
  const name = `gateway ${at + 1}`;
  let up: Up | undefined;
  let starts = 0;
  return {
    name,
    isUp: () => up?.life.alive === true,
    start() {
      starts += 1;
      up?.connection.cutAfter(Number.POSITIVE_INFINITY);
      if (up?.life.alive !== true) up = startUp(parts, { at, owner: `${name}, start ${starts}` });
    },
    crashAfter(statements) {
      up?.connection.cutAfter(statements);
    },
    answer: async (path, request) => (up ? answer(parts, up, { path, request }) : undefined),
    connection() {
      if (!up) throw new Error(`${name} was never started`);
      return up.connection;
    },
  };
}

type Up = {
  readonly life: Life;
  readonly connection: Connection;
  readonly desk: Desk;
  readonly identify: ReturnType<typeof createIdentify>;
};

/** A shard is looked at this often where nobody rang; the real gateway looks oftener. */
const lookMs = 8000;

function startUp({ site, ledger }: Parts, { at, owner }: { readonly at: number; readonly owner: string }): Up {
  const life: Life = { alive: true };
  const timers = mortal(site.time, life);
  const connection = ledger.connect(site.pace, () => {
    life.alive = false;
  });
  const now = (): number => site.begun + Math.round(site.time.now()) + site.skewOf(at);
  const watch = createFeedWatch(connection, { timers, lookMs });
  const log = (): void => undefined;
  const projector = startProjector({ sql: connection, watch, log, owner, now, timers, lookMs });
  const desk: Desk = { sql: connection, signer, now, paceMs: () => 0, stored: projector.wake, watch };
  return { life, connection, desk, identify: createIdentify(connection, proves) };
}

type Asked = { readonly path: string; readonly request: OfficeRequest };

/** As the gateway's server does it, without the wire. */
async function answer(parts: Parts, up: Up, { path, request }: Asked): Promise<OfficeAnswer | undefined> {
  const { method, headers, body = new Uint8Array() } = request;
  const said = await saying(parts, async () => {
    const terminal = await up.identify({ method, url: path, headers, body }, up.desk.now());
    const { pathname, searchParams } = new URL(path, "http://office");
    const call = (method === "POST" ? postedCalls : readCalls)[pathname];
    if (!call) throw new Error(`no such call: ${method} ${path}`);
    const input: unknown =
      method === "POST" ? JSON.parse(Buffer.from(body).toString()) : Object.fromEntries(searchParams);
    return { status: 200, retryAfter: null, text: JSON.stringify(await call(up.desk, terminal, input)) };
  });
  return up.life.alive ? said : undefined;
}

async function saying({ unforeseen }: Parts, work: () => Promise<OfficeAnswer>): Promise<OfficeAnswer> {
  try {
    return await work();
  } catch (error) {
    const { status, retryAfterSeconds, body } = faultAnswer(error, (what) => {
      if (!(what instanceof Expected || what instanceof Cut)) unforeseen.push(what);
    });
    const retryAfter = retryAfterSeconds === null ? null : String(retryAfterSeconds);
    return { status, retryAfter, text: JSON.stringify(body) };
  }
}

/** Faults that the simulation makes itself. */
export class Expected extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
