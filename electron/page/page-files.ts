import { readdirSync } from "node:fs";
import { extname, join, sep } from "node:path";

/** One file of the page, and what goes with it. */
export type PageFile = { readonly path: string; readonly type: string };

export type PageFiles = {
  readonly headers: Record<string, string>;
  /** The file at this path of the page's address; undefined where there is none. */
  find(pathname: string): PageFile | undefined;
};

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/**
 * The built page, served alike by both shells. The files there when the shell starts are the allow-list: no path is
 * ever made from a request. `connect` is the CSP source the page may open connections to: none in Electron, where it
 * talks over a port.
 */
export function openPageFiles(root: string, connect: string): PageFiles {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(root.length).split(sep).join("/"), { path, type });
  }
  return {
    headers: securityHeaders(connect),
    find: (pathname) => files.get(pathname === "/" ? "/index.html" : pathname),
  };
}

/**
 * No policy about openers here: a page without one needs none, and in Electron it makes Chromium start a second
 * process for the page and drop the first, 80 ms and more of every start.
 */
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
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
}
