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
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (url.host !== new URL(pageOrigin).host || request.method !== "GET") return new Response(null, { status: 404 });
    const { body, ...init } = await files.get(url.pathname);
    return new Response(body, init);
  });
}
