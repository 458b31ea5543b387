import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { startOwnPostgres, type OwnPostgres } from "../../hq/server/own-postgres.ts";
import { send } from "./till-client.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** A real PostgreSQL that can be stopped as if it crashed: no checkpoint, no goodbye; it recovers from its log. */
export type CrashingPostgres = { readonly url: string; crash(): Promise<void>; stop(): Promise<void> };

export async function startPostgres(dir: string): Promise<CrashingPostgres> {
  const quiet = (): void => undefined;
  let running: OwnPostgres = await startOwnPostgres(dir, quiet);
  const { url } = running;
  const port = Number(new URL(url).port);
  return {
    url,
    async crash() {
      const pid = Number(readFileSync(join(dir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
      process.kill(pid, "SIGQUIT");
      await running.stop();
      running = await startOwnPostgres(dir, quiet, port);
    },
    stop: () => running.stop(),
  };
}

export type GatewayProcess = {
  readonly port: number;
  /** kill -9; another is started in its place. */
  kill(): void;
  /** Times that it ended though nobody killed it. */
  fell(): number;
  stop(): Promise<void>;
};

export type GatewayOptions = {
  readonly dir: string;
  readonly databaseUrl: string;
  readonly signingKey: string;
};

export async function startGateway(options: GatewayOptions): Promise<GatewayProcess> {
  const port = await freePort();
  let [stopping, killed, fallen] = [false, false, 0];
  let child: ChildProcess;
  const begin = (): void => {
    const env = { ...process.env, DATABASE_URL: options.databaseUrl, HQ_SIGNING_KEY: options.signingKey };
    const args = ["tools/hq.ts", "--data", options.dir, "--port", String(port)];
    child = spawn(process.execPath, args, { env, stdio: ["ignore", "ignore", "pipe"] });
    let last = "";
    child.stderr?.on("data", (part: Buffer) => {
      last = (last + part.toString()).slice(-2000);
    });
    child.once("exit", () => {
      if (stopping) return;
      if (!killed) {
        fallen += 1;
        console.error(`a gateway ended by itself: ${last}`);
      }
      killed = false;
      setTimeout(begin, 100);
    });
  };
  begin();
  await untilReady(port);
  return {
    port,
    kill() {
      killed = true;
      child.kill("SIGKILL");
    },
    fell: () => fallen,
    async stop() {
      stopping = true;
      const gone = new Promise((resolve) => void child.once("exit", resolve));
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export async function untilReady(port: number): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    const status = await send(port, { method: "GET", path: "/ready" }).then(
      (answer) => answer.status,
      (error: unknown) => String(error),
    );
    if (status === 200) return;
    await pause(100);
  }
  throw new Error("a gateway did not become ready within a minute");
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
