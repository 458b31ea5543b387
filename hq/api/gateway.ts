import { gunzipSync } from "node:zlib";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type * as z from "zod";
import {
  EnrolRequest,
  FeedQuery,
  feedPage,
  HelloRequest,
  LeaseRequest,
  PushRequest,
  RightsRequest,
  syncLimits,
  type FeedAnswer,
} from "../../core/sync/index.ts";
import { feedPosition, grantRights, grantLease, noteContact, readFeed, type Terminal } from "../ledger/index.ts";
import { Fault } from "./fault.ts";
import { createIdentify } from "./identity.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { openApi } from "./open-api.ts";
import { enrol, hello, push, type House } from "./talk.ts";
import type { FeedWatch } from "./feed-watch.ts";

export type GatewayParts = House & {
  readonly watch: FeedWatch;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Whether the ledger answers and is of this program's schema. */
  readonly ready: () => Promise<boolean>;
};

declare module "fastify" {
  interface FastifyRequest {
    /** Exact bytes of the body, as they were signed. */
    bytes: Buffer | undefined;
  }
}

/** One stateless gateway: several may stand before one ledger. Not listening yet. */
export async function createGateway(parts: GatewayParts): Promise<FastifyInstance> {
  const server = Fastify({ logger: false, bodyLimit: syncLimits.pushBytes, forceCloseConnections: "idle" });
  server.decorateRequest("bytes");
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    request.bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
    done(null, request.bytes);
  });
  await server.register(rateLimit, { global: false });
  answerFaults(server, parts);
  observe(server, parts);
  tellHealth(server, parts);
  talkToTills(server, parts);
  return server;
}

function talkToTills(server: FastifyInstance, parts: GatewayParts): void {
  const identify = createIdentify(parts.sql);
  const who = (request: FastifyRequest): Promise<Terminal> => {
    const { method, url, headers, bytes = Buffer.alloc(0) } = request;
    return identify({ method, url, headers, body: bytes }, parts.now());
  };
  const posted = <T>(path: string, schema: z.ZodType<T>, work: (terminal: Terminal, input: T) => Promise<unknown>) => {
    server.post(path, async (request) => work(await who(request), readBody(request, schema)));
  };
  const guessing = { config: { rateLimit: { max: 10, timeWindow: "1 minute" } } };
  server.post("/v1/enrol", guessing, (request) => enrol(parts, readBody(request, EnrolRequest)));
  posted("/v1/hello", HelloRequest, (terminal, said) => hello(parts, terminal, said));
  posted("/v1/push", PushRequest, (terminal, batch) => push(parts, terminal, batch));
  posted("/v1/lease", LeaseRequest, (terminal, input) => grantLease(parts.sql, holderOf(terminal, input), input));
  posted("/v1/rights", RightsRequest, (terminal, input) => grantRights(parts.sql, holderOf(terminal, input), input));
  server.get("/v1/feed", async (request) => {
    const terminal = await who(request);
    return feed(parts, terminal, parse(FeedQuery, request.query));
  });
}

/** A till that only waits for lines is heard of, too; a minute is exact enough. */
const contactMs = 60_000;

/** Numbers and rights belong to the life of a journal that is believed: an older one may be a copy's. */
function holderOf({ terminal, generation, forkedAt }: Terminal, asked: { readonly generation: string }): string {
  if (forkedAt !== null) throw new Fault(422, "forked", { message: "a person has to decide about this terminal" });
  if (asked.generation !== generation)
    throw new Fault(409, "other-generation", { message: "the till has begun another life: greet first" });
  return terminal;
}

/** A page behind the cursor; without one it waits, so that a block is known within moments. */
async function feed(parts: GatewayParts, terminal: Terminal, query: FeedQuery): Promise<FeedAnswer> {
  const { shard, after, limit, wait } = query;
  if (shard !== terminal.shard)
    throw new Fault(403, "other-shard", { message: "a till reads the feed of its own shard" });
  if (parts.now() - terminal.lastContact >= contactMs)
    await noteContact(parts.sql, { terminal: terminal.terminal, now: parts.now() });
  const { keptFrom } = await feedPosition(parts.sql, shard);
  if (after < keptFrom)
    throw new Fault(410, "snapshot", { message: "lines this old are kept in a snapshot", pos: keptFrom });
  if (wait > 0) await parts.watch.pastOrLater(shard, after, wait);
  const lines = await readFeed(parts.sql, { shard, pos: after }, limit);
  const page = { shard, after, next: lines.at(-1)?.pos ?? after, hqTime: parts.now(), lines };
  return { lines, next: page.next, hqTime: page.hqTime, signature: parts.signer.sign(feedPage(page)) };
}

function readBody<T>(request: FastifyRequest, schema: z.ZodType<T>): T {
  return parse(schema, readJson(request));
}

function readJson({ headers, bytes = Buffer.alloc(0) }: FastifyRequest): unknown {
  try {
    const packed = headers["content-encoding"] === "gzip";
    const plain = packed ? gunzipSync(bytes, { maxOutputLength: 8 * syncLimits.pushBytes }) : bytes;
    return JSON.parse(plain.toString("utf8"));
  } catch (error) {
    throw new Fault(400, "unreadable", { message: error instanceof Error ? error.message : "no JSON" });
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Fault(400, "invalid", { message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` });
}

function answerFaults(server: FastifyInstance, { log }: GatewayParts): void {
  server.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply: FastifyReply) => {
    if (error instanceof Fault) {
      if (error.status === 503) reply.header("retry-after", "1");
      return reply.code(error.status).send({ ...error.more, code: error.code, message: error.message });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ code: "refused", message: error.message });
    log("error", "failed", { path: request.routeOptions.url ?? "", error: error.message });
    return reply.code(503).header("retry-after", "2").send({ code: "failed", message: "try again" });
  });
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ code: "unknown-path", message: "no such call" }));
}

function observe(server: FastifyInstance, { metrics }: GatewayParts): void {
  server.addHook("onResponse", async (request, reply) => {
    metrics.answered(request.routeOptions.url ?? "other", reply.statusCode, reply.elapsedTime / 1000);
  });
}

function tellHealth(server: FastifyInstance, { ready, metrics }: GatewayParts): void {
  server.get("/health", async () => ({ ok: true }));
  server.get("/ready", async (_, reply) => {
    const fit = await ready();
    return reply.code(fit ? 200 : 503).send({ ready: fit });
  });
  server.get("/metrics", (_, reply) => reply.type("text/plain; version=0.0.4").send(metrics.text()));
  server.get("/v1/openapi.json", async () => openApi());
}
