import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const hasSocat = spawnSync("socat", ["-V"]).status === 0;

/** A serial reader made of two pseudo-terminals: what is written to one end the till reads at the other. */
export class PtyScanner {
  readonly #folder = mkdtempSync(join(tmpdir(), "scanner-"));
  #socat: ChildProcess | null = null;

  get hostPath(): string {
    return join(this.#folder, "host");
  }

  /** The end of the device itself. */
  get devicePath(): string {
    return join(this.#folder, "scanner");
  }

  async plug(): Promise<void> {
    const end = (name: string) => `pty,raw,echo=0,link=${join(this.#folder, name)}`;
    this.#socat = spawn("socat", [end("scanner"), end("host")], { stdio: "ignore" });
    await until(() => existsSync(this.hostPath) && existsSync(this.devicePath));
  }

  /** Writes off the main thread: a full terminal blocks until the till has read it. */
  async send(bytes: string | Uint8Array): Promise<void> {
    await writeFile(this.devicePath, bytes);
  }

  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = null;
    if (socat === null) return;
    const gone = new Promise((resolve) => socat.once("exit", resolve));
    socat.kill();
    await gone;
  }

  async remove(): Promise<void> {
    await this.unplug();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Waits for a condition; throws with its text after `timeoutMs`. */
export async function until(condition: () => boolean, timeoutMs = 8000): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${condition.toString()}`);
    await wait(5);
  }
}
