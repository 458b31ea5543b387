import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { connectPg, type Sql } from "../../../hq/ledger/index.ts";

/** Head office as `npm run hq` starts it: a process of its own, with the PostgreSQL that it brings. */
export type HeadOffice = {
  readonly url: string;
  /** Makes the first administrator; empty where there is one. */
  readonly firstLink: string;
  /** Its database, to look into. */
  readonly sql: Sql;
  /** What it said on standard error. */
  said(): string;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  /** kill -9 of the gateway alone: its PostgreSQL stays behind. */
  kill(): Promise<void>;
};

export async function startHeadOffice(
  dir: string,
  env: Readonly<Record<string, string>> = {},
  port = 0,
): Promise<HeadOffice> {
  const args = ["tools/run.mjs", "hq", "--data", dir, "--port", String(port)];
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  const chunks: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => chunks.push(String(chunk)));
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  const lines: string[] = [];
  const out = createInterface(child.stdout);
  const url = await Promise.race([
    new Promise<string>((found) => {
      out.on("line", (line) => {
        lines.push(line);
        const [, address] = /^Head office: (\S+)$/.exec(line) ?? [];
        if (address !== undefined) found(address);
      });
    }),
    ended.then(() => Promise.reject(new Error(`head office ended: ${chunks.join("")}`))),
  ]);
  const sql = connectPg(databaseIn(dir), 2);
  return {
    url,
    get firstLink() {
      return /\S+#invite\/\S+/.exec(lines.join("\n"))?.[0] ?? "";
    },
    sql,
    said: () => chunks.join(""),
    async stop() {
      await sql.close();
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      await sql.close();
      for (const pid of childrenOf(child.pid)) process.kill(pid, "SIGKILL");
      await ended;
    },
  };
}

/** What `tools/run.mjs` has started: `tools/hq.ts`. */
function childrenOf(pid = 0): number[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
  return stdout.split(/\s+/).filter(Boolean).map(Number);
}

/** Where the server itself says that it listens. */
function databaseIn(dir: string): string {
  const port = readFileSync(join(dir, "postgres", "postmaster.pid"), "utf8").split("\n")[3] ?? "";
  const password = readFileSync(join(dir, "postgres.password"), "utf8").trim();
  return `postgresql://terminal:${password}@127.0.0.1:${port}/head_office`;
}
