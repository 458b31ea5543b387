import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./module-graph.ts";

/** Builds the processes and the page into `out/`. */
export function buildApp(): void {
  run("electron-vite/bin/electron-vite.js", ["build", "--logLevel", "error"]);
}

/** Packs `out/` for Linux x64 with the Electron of `electronDist`; answers the packed folder, inside `output`. */
export function packApp(options: { electronDist: string; electronVersion?: string; output: string }): string {
  const { electronDist, electronVersion, output } = options;
  const settings = [`-c.electronDist=${electronDist}`, `-c.directories.output=${output}`];
  if (electronVersion !== undefined) settings.push(`-c.electronVersion=${electronVersion}`);
  run("electron-builder/cli.js", ["--linux", "--x64", "--dir", ...settings]);
  return join(output, "linux-unpacked");
}

function run(command: string, args: readonly string[]): void {
  const program = [join(root, "node_modules", command), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}\n${stderr}`);
}
