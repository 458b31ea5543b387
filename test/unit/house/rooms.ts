import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./module-graph.ts";

/** A folder with one door, `index.ts`, and the rooms that it may import, as ARCHITECTURE.md says. */
export interface Room {
  readonly name: string;
  readonly mayImport: ReadonlySet<string>;
}

/** Reads the room table. Every word of its last column must be understood: an unreadable rule guards nothing. */
export function readRooms(architecture = readFileSync(join(root, "ARCHITECTURE.md"), "utf8")): Map<string, Room> {
  const rows = architecture
    .split("\n")
    .filter((line) => /^\| (core|db|electron|renderer|hq)\b/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const rooms = new Map<string, Room>();
  const all = rows.flatMap(([, names = ""]) => names.split(", "));
  for (const [, names = "", , rule = ""] of rows) {
    for (const name of names.split(", ")) rooms.set(name, { name, mayImport: parseRule(rule, { name, rooms, all }) });
  }
  return rooms;
}

/** The room of a path, or undefined for an entry file and for what stands outside the rooms. */
export function roomOf(path: string, rooms: ReadonlyMap<string, Room>): string | undefined {
  return [...rooms.keys()].find((name) => path.startsWith(`${name}/`));
}

interface RuleContext {
  readonly name: string;
  /** The rooms above this row. */
  readonly rooms: ReadonlyMap<string, Room>;
  readonly all: readonly string[];
}

function parseRule(rule: string, context: RuleContext): Set<string> {
  if (rule === "-") return new Set();
  const words = rule.split(", ").flatMap((phrase) => parsePhrase(phrase, context));
  // Kernel is the ground floor: open to every room.
  return new Set([...words, "core/kernel"]);
}

function parsePhrase(phrase: string, { name, rooms, all }: RuleContext): string[] {
  const inFolder = (folder: string): string[] => all.filter((room) => room.startsWith(`${folder}/`) && room !== name);
  const [folder = ""] = name.split("/");
  if (phrase === "all core above") return [...rooms.keys()].filter((room) => room.startsWith("core/"));
  const place = phrase.replace(/ (and what it imports|types and ports|ports)$/, "");
  if (["core", "db", "electron"].includes(place)) return inFolder(place);
  const room = [`${folder}/${place}`, `core/${place}`, place].find((candidate) => all.includes(candidate));
  if (room === undefined) throw new Error(`ARCHITECTURE.md, row ${name}: no room is called "${phrase}"`);
  return phrase.endsWith("and what it imports") ? [room, ...(rooms.get(room)?.mayImport ?? [])] : [room];
}
