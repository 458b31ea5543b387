import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type * as z from "zod";
import { Fault, type Log } from "../api/index.ts";
import {
  deskCalls,
  doorCalls,
  mayAtConsole,
  type ConsoleOutput,
  type ConsoleRight,
  type DeskCallName,
} from "../console-contract/index.ts";
import { endSession, findSession, type SignedIn } from "../console-store/index.ts";
import type { Sql } from "../ledger/index.ts";
import { loadStockProgrammes } from "../stock/index.ts";
import type { TrustKeys } from "../trust/index.ts";
import { deskHandlers } from "./desk.ts";
import { accept, readInvite, signIn, type CameIn } from "./door.ts";
import type { ConsoleHouse, Desk } from "./house.ts";
import { consoleHeaders, servePages } from "./pages.ts";
import { createPasswords } from "./passwords.ts";
import { hashToken, sessionCookie, tokenIn } from "./session-cookie.ts";

export type ConsoleParts = {
  readonly sql: Sql;
  readonly now: () => number;
  readonly log: Log;
  readonly moved: (shard: string, pos: number) => void;
  readonly keys: TrustKeys;
  /** Folder of the built pages; without it only the calls are served. */
  readonly pagesDir?: string | undefined;
  /** Folder of packs and calendars; without it no card blanks are kept. */
  readonly resourcesDir?: string | undefined;
};

const base = "/console/api";
const guessing = { config: { rateLimit: { max: 30, timeWindow: "1 minute" } } };

/** Head office's console on a gateway that does not listen yet: its pages and what they ask. */
export async function serveConsole(
  gateway: FastifyInstance,
  { pagesDir, resourcesDir, ...parts }: ConsoleParts,
): Promise<void> {
  const stock = resourcesDir === undefined ? [] : loadStockProgrammes(resourcesDir);
  const house: ConsoleHouse = { ...parts, stock, passwords: createPasswords(), reviews: new Map() };
  await gateway.register(async (server) => {
    server.addHook("onRequest", async (_, reply) => void reply.headers(consoleHeaders));
    if (pagesDir !== undefined) servePages(server, pagesDir);
    await server.register(async (calls) => {
      calls.addHook("preHandler", async (request) => refuseOtherSites(request));
      serveDoor(calls, house);
      for (const name of Object.keys(deskCalls) as DeskCallName[]) serveDesk(calls, house, name);
    });
  });
}

function serveDoor(server: FastifyInstance, house: ConsoleHouse): void {
  const letIn = (request: FastifyRequest, reply: FastifyReply, { person, token }: CameIn) =>
    reply.header("set-cookie", sessionCookie(token, request.headers)).send(person);
  server.post(`${base}/whoAmI`, async (request): Promise<ConsoleOutput<"whoAmI">> => {
    const person = await whoIs(house, request);
    return { person: person ? { name: person.name, role: person.role } : null };
  });
  server.post(`${base}/signIn`, guessing, async (request, reply) =>
    letIn(request, reply, await signIn(house, readBody(request, doorCalls.signIn.input))),
  );
  server.post(`${base}/readInvite`, guessing, async (request) =>
    readInvite(house, readBody(request, doorCalls.readInvite.input)),
  );
  server.post(`${base}/acceptInvite`, guessing, async (request, reply) =>
    letIn(request, reply, await accept(house, readBody(request, doorCalls.acceptInvite.input))),
  );
  server.post(`${base}/signOut`, async (request, reply) => {
    const token = tokenIn(request.headers);
    if (token !== undefined) await endSession(house.sql, hashToken(token));
    return reply.header("set-cookie", sessionCookie(null, request.headers)).send({});
  });
}

/** Calls that bring a file. */
const uploads: ReadonlySet<DeskCallName> = new Set(["uploadPack", "checkCatalogue", "publishCatalogue"]);
const uploadBytes = 24 * 1024 * 1024;

/** Its input was read by the schema of the same name. */
type Handler = (desk: Desk, input: never) => Promise<object>;

function serveDesk(server: FastifyInstance, house: ConsoleHouse, name: DeskCallName): void {
  const { right }: { readonly right: ConsoleRight } = deskCalls[name];
  const input: z.ZodType = deskCalls[name].input;
  const bodyLimit = uploads.has(name) ? uploadBytes : undefined;
  server.post(`${base}/${name}`, bodyLimit === undefined ? {} : { bodyLimit }, async (request) => {
    const person = await whoIs(house, request);
    if (!person) throw new Fault(401, "signed-out", { message: "sign in first" });
    if (!mayAtConsole(person.role, right)) throw new Fault(403, "not-permitted", { message: `needs ${right}` });
    const work: Handler = deskHandlers[name];
    return work({ ...house, person }, readBody(request, input) as never);
  });
}

async function whoIs({ sql, now }: ConsoleHouse, { headers }: FastifyRequest): Promise<SignedIn | undefined> {
  const token = tokenIn(headers);
  return token === undefined ? undefined : findSession(sql, hashToken(token), now());
}

/**
 * Only this console's own pages change anything: a browser names the page that asks, and no form of another site can
 * send JSON.
 */
function refuseOtherSites({ headers }: FastifyRequest): void {
  const { origin, host = "" } = headers;
  const isOwn = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  const isJson = headers["content-type"]?.split(";")[0] === "application/json";
  if (!isOwn || !isJson) throw new Fault(403, "other-site", { message: "only from the console's own pages, as JSON" });
}

function readBody<T>({ bytes = Buffer.alloc(0) }: FastifyRequest, schema: z.ZodType<T>): T {
  const read = schema.safeParse(jsonOf(bytes));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Fault(400, "invalid", { message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` });
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    throw new Fault(400, "unreadable", { message: error instanceof Error ? error.message : "no JSON" });
  }
}
