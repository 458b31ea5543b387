import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "golden-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function golden(text: string) {
  const file = join(dir, "cases.json");
  writeFileSync(file, text);
  const { status, stdout } = spawnSync(process.execPath, [resolve("tools/golden.ts"), file], { encoding: "utf8" });
  return { status, last: stdout.trim().split("\n").at(-1) };
}

describe("a golden file that proves nothing fails", () => {
  it.each([
    ["no file of ours", "[]"],
    ["no JSON", "cases"],
    ["an unknown format", `{ "format": "riddles/1", "cases": [{ "id": "A" }] }`],
    ["an unknown format without cases", `{ "format": "riddles/1", "cases": [] }`],
    ["a known format without cases", `{ "format": "device-cases/1", "cases": [] }`],
  ])("%s", (_what, text) => {
    expect(golden(text)).toEqual({ status: 1, last: "golden: 0 passed, 1 failed, 0 skipped" });
  });
});
