import { gunzipSync } from "node:zlib";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { EnrolRequest, syncLimits } from "../../core/sync/index.ts";
import type { Terminal } from "../ledger/index.ts";
import { Fault, faultAnswer } from "./fault.ts";
import { createIdentify } from "./identity.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { openApi } from "./open-api.ts";
import { serveFiles } from "./snapshot-calls.ts";
import { enrol } from "./talk.ts";
import { parse, postedCalls, readCalls, type Desk } from "./till-calls.ts";

export type GatewayParts = Desk & {
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
  letGo(server);
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
  const guessing = { config: { rateLimit: { max: 10, timeWindow: "1 minute" } } };
  server.post("/v1/enrol", guessing, (request) => enrol(parts, parse(EnrolRequest, readJson(request))));
  for (const [path, answer] of Object.entries(postedCalls))
    server.post(path, async (request) => answer(parts, await who(request), readJson(request)));
  for (const [path, answer] of Object.entries(readCalls))
    server.get(path, async (request) => answer(parts, await who(request), request.query));
  serveFiles(server, parts.sql, who);
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

function answerFaults(server: FastifyInstance, { log }: GatewayParts): void {
  server.setErrorHandler(async (error: unknown, request, reply: FastifyReply) => {
    const { status, retryAfterSeconds, body } = faultAnswer(error, (unforeseen) =>
      log("error", "failed", { path: request.routeOptions.url ?? "", error: String(unforeseen) }),
    );
    if (retryAfterSeconds !== null) reply.header("retry-after", String(retryAfterSeconds));
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ code: "unknown-path", message: "no such call" }));
}

/** A connection that is answered while the gateway stops is not kept: else it would be waited for over a minute. */
function letGo(server: FastifyInstance): void {
  let stopping = false;
  server.addHook("preClose", async () => {
    stopping = true;
  });
  server.addHook("onSend", async (_, reply) => {
    if (stopping) reply.header("connection", "close");
  });
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
