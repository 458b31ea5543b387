import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Log } from "../api/index.ts";
import { postgresHome, type PostgresHome } from "./postgres-home.ts";

export type OwnPostgres = { readonly url: string; stop(): Promise<void> };

const user = "terminal";
const database = "head_office";
const unicode = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/**
 * A PostgreSQL of our own in a folder, from the binaries of the npm package; only programs of this machine reach it. A
 * folder is used by one head office at a time; a server that one before left behind, when it was killed, is stopped
 * first. Listens on any free port unless one is `wanted`.
 */
export async function startOwnPostgres(dir: string, log: Log, wanted?: number): Promise<OwnPostgres> {
  const password = passwordIn(dir);
  const home = postgresHome(dir);
  if (existsSync(join(home.data, "postmaster.pid"))) stopServer(home);
  const isNew = !existsSync(join(home.data, "PG_VERSION"));
  if (isNew) makeCluster(home, password);
  const port = wanted ?? (await freePort());
  const server = await startServer(home, { port, log });
  const at = `postgresql://${user}:${password}@127.0.0.1:${port}`;
  try {
    await makeDatabase(`${at}/postgres`);
  } catch (error) {
    stopServer(home);
    throw error;
  }
  // Whatever ends this process, the server does not stay behind; `kill -9` is met at the next start.
  const end = (): void => void server.kill("SIGINT");
  process.once("exit", end);
  return {
    url: `${at}/${database}`,
    async stop() {
      process.off("exit", end);
      const gone = server.exitCode === null && server.signalCode === null;
      const ended = gone ? new Promise((done) => server.once("exit", done)) : Promise.resolve();
      stopServer(home);
      await ended;
    },
  };
}

/** The address of the server that runs in this folder now; undefined where none does. */
export function runningPostgres(dir: string): string | undefined {
  const file = join(dir, "postgres", "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, "utf8").split("\n");
  if (!isAlive(Number(pid))) return undefined;
  return `postgresql://${user}:${passwordIn(dir)}@127.0.0.1:${port}/${database}`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Nobody of that number, or somebody whom we may not ask: not our server.
    return false;
  }
}

function passwordIn(dir: string): string {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function makeCluster({ data, bin, as }: PostgresHome, password: string): void {
  const work = mkdtempSync(join(tmpdir(), "hq-password-"));
  const file = join(work, "password");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (as) for (const path of [work, file]) chownSync(path, as.uid, as.gid);
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", ...unicode, "--data-checksums"];
  const args = [`--pgdata=${data}`, `--username=${user}`, `--pwfile=${file}`, ...options];
  try {
    runProgram({ bin, as }, "initdb", args);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Running = Pick<PostgresHome, "bin" | "as">;

function runProgram({ bin, as }: Running, name: string, args: readonly string[]): void {
  const program = join(bin, process.platform === "win32" ? `${name}.exe` : name);
  // The package does not always keep the sign that a file is a program.
  if (process.platform !== "win32") chmodSync(program, 0o755);
  const { status, stderr, error } = spawnSync(program, args, { ...as, cwd: tmpdir(), encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}: ${error?.message ?? stderr.trim()}`);
}

/** Clients are cut off, what was committed is on the disk. */
function stopServer(home: PostgresHome): void {
  if (!existsSync(join(home.data, "postmaster.pid"))) return;
  try {
    runProgram(home, "pg_ctl", ["stop", "--mode=fast", "--wait", `--pgdata=${home.data}`]);
  } catch (error) {
    // It went by itself meanwhile, or only its file was left: the next start clears it away.
    if (existsSync(join(home.data, "postmaster.pid")) && !/No such process|not running/.test(String(error)))
      throw error;
  }
}

const ready = "database system is ready to accept connections";
/** After a crash it first reads its log again: that takes as long as it takes. */
const lastWords = 2000;

function startServer(
  { data, bin, as }: PostgresHome,
  { port, log }: { readonly port: number; readonly log: Log },
): Promise<ChildProcess> {
  const program = join(bin, process.platform === "win32" ? "postgres.exe" : "postgres");
  if (process.platform !== "win32") chmodSync(program, 0o755);
  const settings = ["listen_addresses=127.0.0.1", "max_connections=60", "unix_socket_directories=", "lc_messages=C"];
  const args = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  // A group of its own: Ctrl+C in a terminal is for head office, which stops the server when all is answered.
  const server = spawn(program, args, { ...as, cwd: tmpdir(), detached: true, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    server.stderr.on("data", (part: Buffer) => {
      said = (said + String(part)).slice(-lastWords);
      for (const line of String(part).split("\n")) if (/ (FATAL|PANIC): /.test(line)) log("warn", "postgres", { line });
      if (said.includes(ready)) resolve(server);
    });
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said.trim()}`)));
  });
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (rows.length === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
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
