import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./module-graph.ts";

function runStep(step: string): { status: number | null; stdout: string; stderr: string } {
  // From another folder, as `npm --prefix` starts it.
  return spawnSync(process.execPath, [join(root, "tools/run.mjs"), step], { cwd: tmpdir(), encoding: "utf8" });
}

describe("npm run STEP", () => {
  it("names the steps there are when asked for another", () => {
    const { status, stdout, stderr } = runStep("sell");
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain('Unknown step "sell". Known: start, test, check,');
  });

  it("knows every script of package.json, by the same name", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const known = runStep("")
      .stderr.replace(/^.*Known: |\.\n$/g, "")
      .split(", ");
    expect(Object.keys(scripts).toSorted()).toEqual(known.toSorted());
    for (const [name, command] of Object.entries(scripts)) expect(command).toBe(`node tools/run.mjs ${name}`);
  });
});
