import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readPack } from "../../../core/packs/index.ts";
import { present } from "../../../core/kernel/index.ts";
import { createReadPacks } from "../../../electron/engine/read-packs.ts";

const packs = join(import.meta.dirname, "../../../resources/packs");
const hash = "0f".repeat(32);
const log = vi.fn<(...line: unknown[]) => void>();
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "read-packs-"));
  log.mockClear();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function read(name: string) {
  const pack = readPack(readFileSync(join(packs, name), "utf8"));
  return present(pack.ok ? pack.value : null, name);
}

/** As the next start has it. */
const start = (program?: string) => createReadPacks({ dir, program, log });
const file = (): string => join(dir, "read-packs", present(readdirSync(join(dir, "read-packs"))[0], "what was kept"));

describe("what reading a pack came to", () => {
  it.each(readdirSync(packs).filter((name) => name.endsWith(".json")))("%s is the same at the next start", (name) => {
    start("this").keep(hash, read(name));
    expect(start("this").recall(hash)).toStrictEqual(read(name));
  });

  it("is of the pack and of the program that read it", () => {
    start("this").keep(hash, read("beltamozh.json"));
    expect(start("this").recall("f0".repeat(32))).toBeUndefined();
    expect(start("that").recall(hash)).toBeUndefined();
    // Two packs whose hashes begin alike lie in one file: it is of the last.
    expect(start("this").recall(hash.slice(0, 16) + "a".repeat(48))).toBeUndefined();
  });

  it("is nothing once a byte of it is another, or the end is missing", () => {
    start("this").keep(hash, read("beltamozh.json"));
    const whole = readFileSync(file(), "utf8");
    for (const torn of [whole.replace("200", "900"), whole.slice(0, -1), ""]) {
      expect(torn).not.toBe(whole);
      writeFileSync(file(), torn);
      expect(start("this").recall(hash)).toBeUndefined();
    }
    expect(log).not.toHaveBeenCalled();
  });

  it("is not kept where JSON would make another thing of it", () => {
    const pack = read("beltamozh.json");
    start("this").keep(hash, Object.assign({}, pack, { more: undefined }));
    expect(start("this").recall(hash)).toBeUndefined();
  });

  it("is not kept for a program that is not known", () => {
    start().keep(hash, read("beltamozh.json"));
    expect(readdirSync(dir)).toEqual([]);
  });

  it("costs no start where the disk does not take it or give it back", () => {
    writeFileSync(join(dir, "read-packs"), "a file in its place");
    start("this").keep(hash, read("beltamozh.json"));
    expect(log).toHaveBeenCalledTimes(1);
    rmSync(join(dir, "read-packs"));
    mkdirSync(join(dir, "read-packs", `${hash.slice(0, 16)}.json`), { recursive: true });
    expect(start("this").recall(hash)).toBeUndefined();
    expect(log).toHaveBeenCalledTimes(2);
  });
});
