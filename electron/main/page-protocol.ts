import { readFile } from "node:fs/promises";
import { protocol } from "electron";
import { openPageFiles } from "../page/index.ts";

const scheme = "app";
export const pageOrigin = "app://till";

/** Before `ready`. `standard` gives the page an origin; `codeCache` spares compiling the scripts at each start. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } },
  ]);
}

/** After `ready`. Serves the built page, nothing else, to its own origin. */
export function servePage(root: string): void {
  const files = openPageFiles(root, "'none'");
  protocol.handle(scheme, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const file = `${scheme}://${host}` === pageOrigin && method === "GET" ? files.find(pathname) : undefined;
    if (file === undefined) return new Response(null, { status: 404, headers: files.headers });
    const headers = { ...files.headers, "content-type": `${file.type}; charset=utf-8` };
    return new Response(await readFile(file.path), { headers });
  });
}
