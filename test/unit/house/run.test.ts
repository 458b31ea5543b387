import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

  it("does not install over a node_modules that is a link, and says what to do instead", () => {
    const folder = mkdtempSync(join(tmpdir(), "run-"));
    const [clone, theirs] = [join(folder, "clone"), join(folder, "theirs")];
    mkdirSync(join(clone, "tools"), { recursive: true });
    mkdirSync(theirs);
    copyFileSync(join(root, "tools/run.mjs"), join(clone, "tools/run.mjs"));
    writeFileSync(join(clone, "package-lock.json"), "{}");
    writeFileSync(join(theirs, "package.js"), "");
    symlinkSync(theirs, join(clone, "node_modules"), "junction");
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(clone, "tools/run.mjs"), "golden"], {
      encoding: "utf8",
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("node_modules is a link");
    expect(stderr).toContain("Remove the link, or put a copy");
    expect(stderr).not.toContain("Installing");
    expect(existsSync(join(theirs, "package.js"))).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
