import { describe, expect, it } from "vitest";
import * as rule from "./layer-rules.ts";
import { loadModules, parseModule, type Module } from "./module-graph.ts";
import { readRooms } from "./rooms.ts";

const modules = loadModules();
const rooms = readRooms();

describe("ARCHITECTURE.md: which room may import which", () => {
  it("names every room that stands on disk", () => {
    expect(rule.outsideRooms(modules, rooms)).toEqual([]);
  });
  it("lets a room import only the rooms named for it", () => {
    expect(rule.forbiddenImports(modules, rooms)).toEqual([]);
  });
  it("lets nothing import electron, renderer or hq", () => {
    expect(rule.processCrossings(modules)).toEqual([]);
  });
  it("lets nothing past a door", () => {
    expect(rule.pastDoor(modules, rooms)).toEqual([]);
  });
  it("lets no file import the door of its own room", () => {
    expect(rule.ownDoor(modules, rooms)).toEqual([]);
  });
  it("keeps SQL, devices, Electron, Node and React each in the one layer that owns it", () => {
    expect(rule.strayPackages(modules)).toEqual([]);
  });
  it("allows no import cycle, of types neither", () => {
    expect(rule.cycles(modules)).toEqual([]);
  });
  it("keeps no file that nothing uses", () => {
    expect(rule.unusedFiles(modules)).toEqual([]);
  });
  it("keeps clock, chance and input or output out of core", () => {
    expect(rule.impureCore(modules)).toEqual([]);
  });
});

describe("the layer rules themselves", () => {
  const table = [
    "| core/kernel | | - |",
    "| core/money | | kernel |",
    "| core/offer | | money |",
    "| core/pricing | | offer and what it imports |",
    "| core/commands | | all core above |",
    "| db/stores | | core types and ports |",
  ].join("\n");

  it("reads every phrase of the table and opens kernel to all", () => {
    const read = [...readRooms(table)].map(([name, room]) => [name, [...room.mayImport].toSorted()]);
    expect(Object.fromEntries(read)).toEqual({
      "core/kernel": [],
      "core/money": ["core/kernel"],
      "core/offer": ["core/kernel", "core/money"],
      "core/pricing": ["core/kernel", "core/money", "core/offer"],
      "core/commands": ["core/kernel", "core/money", "core/offer", "core/pricing"],
      "db/stores": ["core/commands", "core/kernel", "core/money", "core/offer", "core/pricing"],
    });
  });

  it("refuses a table that names a room nobody knows", () => {
    expect(() => readRooms("| core/money | | kernal |")).toThrow('no room is called "kernal"');
  });

  it.each<[keyof typeof rule, Record<string, string>, string]>([
    ["outsideRooms", { "core/attic/a.ts": "" }, "core/attic/a.ts:1"],
    ["outsideRooms", { "core/loose.ts": "" }, "core/loose.ts:1"],
    ["forbiddenImports", { "core/money/a.ts": 'import "../offer/index.ts";', "core/offer/index.ts": "" }, "a.ts:1"],
    ["forbiddenImports", { "core/money/a.ts": 'type A = import("../../db/x.ts").A', "db/x.ts": "" }, "a.ts:1"],
    ["processCrossings", { "db/stores/a.ts": 'import "../../electron/x.ts";', "electron/x.ts": "" }, "a.ts:1"],
    ["processCrossings", { "electron/main.ts": 'import "../renderer/x.ts";', "renderer/x.ts": "" }, "main.ts:1"],
    ["processCrossings", { "hq/api/a.ts": 'import "../../renderer/ui/x.ts";', "renderer/ui/x.ts": "" }, "a.ts:1"],
    ["pastDoor", { "core/offer/a.ts": '\nexport * from "../money/b.ts";', "core/money/b.ts": "" }, "a.ts:2"],
    ["ownDoor", { "core/money/a.ts": 'import "./index.ts";', "core/money/index.ts": "" }, "a.ts:1"],
    ["strayPackages", { "core/money/a.ts": 'import "node:fs";' }, "a.ts:1"],
    ["strayPackages", { "electron/main.ts": 'import Database from "better-sqlite3";' }, "main.ts:1"],
    ["cycles", { "core/a.ts": 'import type {} from "./b.ts";', "core/b.ts": 'import "./a.ts";' }, "a.ts -> core/b.ts"],
    ["unusedFiles", { "core/money/a.ts": 'import "./b.ts";', "core/money/b.ts": "" }, "core/money/b.ts:1"],
    ["impureCore", { "core/money/a.ts": "// Деньги\nconst now = Date.now();" }, "a.ts:2 Date.now"],
    ["impureCore", { "core/money/a.ts": "const now = new Date();" }, "a.ts:1 new Date()"],
    ["impureCore", { "core/money/a.ts": "console.log(1);" }, "a.ts:1 console"],
    ["impureCore", { "core/money/a.ts": "const { now } = Temporal.Now;" }, "a.ts:1 Temporal.Now"],
  ])("%s catches %j", (name, files, where) => {
    expect(rule[name](parse(files), readRooms(table)).join("\n")).toContain(where);
  });

  it.each<[keyof typeof rule, Record<string, string>]>([
    ["forbiddenImports", { "core/offer/a.ts": 'import "../money/index.ts";', "core/money/index.ts": "" }],
    ["processCrossings", { "tools/a.ts": 'import "../electron/x.ts";', "electron/x.ts": "" }],
    ["processCrossings", { "hq/console/a.ts": 'import "../../renderer/ui/x.ts";', "renderer/ui/x.ts": "" }],
    ["unusedFiles", { "electron/main.ts": 'spawn("./child/index.ts")', "electron/child/index.ts": "" }],
    ["impureCore", { "core/money/a.ts": "const day = new Date(at); port.fetch(); const x = { process: 1 };" }],
    ["impureCore", { "db/stores/a.ts": "Date.now();" }],
  ])("%s lets %j be", (name, files) => {
    expect(rule[name](parse(files), readRooms(table))).toEqual([]);
  });
});

function parse(files: Record<string, string>): Module[] {
  const known = new Set(Object.keys(files));
  return Object.entries(files).map(([path, text]) =>
    parseModule({ path, text, lines: text.split("\n"), kind: "code" }, known),
  );
}
