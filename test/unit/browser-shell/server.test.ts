import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { EngineChild } from "../../../electron/browser-shell/engine-child.ts";
import { servePage, type PageServer } from "../../../electron/browser-shell/server.ts";
import { createSockets } from "../../../electron/engine/serve-node.ts";

const root = mkdtempSync(join(tmpdir(), "page-server-"));
mkdirSync(join(root, "assets"));
writeFileSync(join(root, "index.html"), "<!doctype html><title>till</title>");
writeFileSync(join(root, "assets", "app.js"), "1;");
writeFileSync(join(root, "secret.key"), "not for the page");
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Answers every screen with what it said, by the engine's own sockets, in this process. */
const open = createSockets((link) => link.listen(link.post, () => undefined));
const echo: EngineChild = {
  join({ headers, socket, head }) {
    open({ headers, head }, socket);
    return true;
  },
  tell: () => undefined,
  stop: () => Promise.resolve(),
};

type Reply = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };

let server: PageServer;
beforeEach(async () => {
  server = await servePage(root, echo);
});
afterEach(() => server.close());

const at = () => new URL(server.url);

function get(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Reply> {
  return new Promise((done, fail) => {
    const sent = request({ host: at().hostname, port: at().port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode = 0, headers: got } = response;
        done({ status: statusCode, headers: { ...got }, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on("error", fail);
    sent.end();
  });
}

async function enter(): Promise<string> {
  const { headers } = await get(at().pathname + at().search);
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

function connect(headers: Record<string, string>, path = "/engine"): Promise<WebSocket | string> {
  const socket = new WebSocket(`ws://${at().host}${path}`, { headers });
  return new Promise((done) => {
    socket.once("open", () => done(socket));
    socket.once("error", (error) => done(error.message));
  });
}

describe("the page's server lets in", () => {
  it("who opens the printed address, once: its key becomes a cookie no script and no other site can use", async () => {
    const first = await get(at().pathname + at().search);
    expect([first.status, first.headers["location"]]).toEqual([303, "/"]);
    expect(String(first.headers["set-cookie"])).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const cookie = String(first.headers["set-cookie"]).split(";")[0] ?? "";
    expect((await get("/", { cookie })).status).toBe(200);
    expect((await get(at().pathname + at().search)).status).toBe(403);
    expect((await get(at().pathname + at().search, { cookie })).status).toBe(303);
  });

  it.each([
    ["without the cookie", "/", {}],
    ["with a guessed key", "/enter?key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", {}],
    ["with a foreign name bound to this machine", "/", { host: "till.example:80" }],
  ])("nobody %s", async (_who, path, headers) => {
    const cookie = await enter();
    const known: Record<string, string> = "host" in headers ? { cookie } : {};
    const { status, body } = await get(path, { ...known, ...headers });
    expect(status).toBe(403);
    expect(body).toContain("npm start");
  });

  it("only reading", async () => {
    expect((await get("/", { cookie: await enter() }, "POST")).status).toBe(403);
  });
});

describe("the page's server sends", () => {
  it("built files of known types and nothing else", async () => {
    const cookie = await enter();
    const statusOf = async (path: string): Promise<number> => (await get(path, { cookie })).status;
    expect(await statusOf("/assets/app.js")).toBe(200);
    expect(await statusOf("/secret.key")).toBe(404);
    expect(await statusOf("/../package.json")).toBe(404);
    expect(await statusOf("/assets/../secret.key")).toBe(404);
    expect(await statusOf("/%2e%2e/package.json")).toBe(404);
  });

  it("a content policy that allows this page, its engine, and nothing else", async () => {
    const { headers } = await get("/", { cookie: await enter() });
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain(`connect-src ws://${at().host}`);
    expect(policy.join(" ")).not.toMatch(/unsafe|https?:|\*/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
  });
});

describe("the engine's socket", () => {
  it("carries messages both ways for the page that was let in", async () => {
    const socket = await connect({ origin: at().origin, cookie: await enter() });
    if (typeof socket === "string") throw new Error(socket);
    const heard = new Promise((done) => socket.once("message", (data: Buffer) => done(JSON.parse(data.toString()))));
    socket.send(JSON.stringify({ id: 1, command: "getSession", input: {} }));
    await expect(heard).resolves.toEqual({ id: 1, command: "getSession", input: {} });
    socket.close();
  });

  it.each([
    ["a page of another site, cookie and all", "https://shop.example", "/engine", true],
    ["a program without the cookie", "", "/engine", false],
    ["another path", "", "/", true],
  ])("is closed to %s", async (_who, origin, path, withCookie) => {
    const cookie = withCookie ? { cookie: await enter() } : {};
    const opened = await connect({ origin: origin || at().origin, ...cookie }, path);
    expect(opened).toBe("Unexpected server response: 403");
  });
});
