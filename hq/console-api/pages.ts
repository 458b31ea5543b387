import { readdirSync, readFileSync } from "node:fs";
import { extname, join, sep } from "node:path";
import type { FastifyInstance } from "fastify";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Go with every answer of the console. */
export const consoleHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};

/** The built pages. Those there at the start are the allow-list: no path is ever made from a request. */
export function servePages(server: FastifyInstance, dir: string): void {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(dir.length).split(sep).join("/");
    const content = readFileSync(file);
    // Names of built assets carry their hash.
    const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store";
    const url = path === "/index.html" ? "/console/" : `/console${path}`;
    server.get(url, (_, reply) => reply.header("cache-control", cache).type(type).send(content));
  }
  server.get("/console", (_, reply) => reply.redirect("/console/"));
  server.get("/", (_, reply) => reply.redirect("/console/"));
}
