import { protocol } from "electron";
import { openPageFiles } from "../page/index.ts";

const scheme = "app";
export const pageOrigin = "app://till";

/** Chromium's number for a file that is not there. */
const fileNotFound = -6;

/** Before `ready`. `standard` gives the page an origin; `codeCache` spares compiling the scripts at each start. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: false, codeCache: true } },
  ]);
}

/**
 * After `ready`. Serves the built page, nothing else, to its own origin. Chromium reads the files itself. Electron
 * would rather have `protocol.handle`, which loads the whole of fetch for it and sends every byte through the
 * JavaScript of this process: 25 ms of its time and 6 MiB, and the page had its scripts 30 ms later.
 */
export function servePage(root: string): void {
  const { headers, find } = openPageFiles(root, "'none'");
  protocol.registerFileProtocol(scheme, ({ url, method }, answer) => {
    const { host, pathname } = new URL(url);
    const file = `${scheme}://${host}` === pageOrigin && method === "GET" ? find(pathname) : undefined;
    answer(file === undefined ? { error: fileNotFound } : { path: file.path, mimeType: file.type, headers });
  });
}
