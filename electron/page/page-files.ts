import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";

/** What a shell answers a request of the page with. */
export type PageAnswer = {
  readonly status: 200 | 404;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
};

export type PageFiles = { get(pathname: string): Promise<PageAnswer> };

const typeOf: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json; charset=utf-8",
};

/**
 * The built page, served alike by both shells. The files there when the shell starts are the allow-list: no path is
 * ever made from a request. `connect` is the CSP source the page may open connections to: none in Electron, where it
 * talks over a port.
 */
export function openPageFiles(root: string, connect: string): PageFiles {
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || typeOf[extname(entry.name)] === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(root.length).split(sep).join("/"), file);
  }
  const security = securityHeaders(connect);
  return {
    async get(pathname) {
      const file = files.get(pathname === "/" ? "/index.html" : pathname);
      if (file === undefined) return { status: 404, headers: security, body: new Uint8Array() };
      const type = typeOf[extname(file)] ?? "application/octet-stream";
      return {
        status: 200,
        headers: { ...security, "content-type": type },
        body: new Uint8Array(await readFile(file)),
      };
    },
  };
}

function securityHeaders(connect: string): Record<string, string> {
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      `connect-src ${connect}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "object-src 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
}
