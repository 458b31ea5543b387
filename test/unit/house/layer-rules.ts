import { posix } from "node:path";
import { isNode, lineAt, type Import, type Module, type Node, walk } from "./module-graph.ts";
import { type Room, roomOf } from "./rooms.ts";

type Rooms = ReadonlyMap<string, Room>;

/** Imports that leave the room table: another room not named for it, or an entry file. */
export function forbiddenImports(modules: readonly Module[], rooms: Rooms): string[] {
  return crossings(modules, rooms).flatMap(({ from, to, module, found }) => {
    const inRoom = from !== undefined && rooms.get(from);
    if (!inRoom || (to !== undefined && inRoom.mayImport.has(to))) return [];
    const wanted = to ?? `${found.target}, which stands in no room`;
    return [`${module.path}:${found.line} ${from} may not import ${wanted}: take it in as a parameter or a port`];
  });
}

/** Entry files wire the rooms of their own side together: nothing of ours reaches into another process. */
export function processCrossings(modules: readonly Module[]): string[] {
  return eachTarget(modules).flatMap(({ module, found, target }) => {
    const [from = "", to = ""] = [module.path, target].map((path) => path.split("/")[0]);
    if (!["electron", "renderer", "hq"].includes(to) || [to, "tools", "test"].includes(from)) return [];
    if (module.path.startsWith("hq/console/") && target.startsWith("renderer/ui/")) return [];
    return [`${module.path}:${found.line} imports ${target}: nothing outside ${to} may; meet in core/contract`];
  });
}

/** Imports past a door. A test may look inside, to prove a part by itself. */
export function pastDoor(modules: readonly Module[], rooms: Rooms): string[] {
  return crossings(modules, rooms).flatMap(({ from, to, module, found, target }) => {
    if (to === undefined || to === from || target === `${to}/index.ts` || module.kind === "test") return [];
    return [`${module.path}:${found.line} imports ${target}: import ${to}/index.ts, or export it there`];
  });
}

/** Files that import the door of the room they are in. */
export function ownDoor(modules: readonly Module[], rooms: Rooms): string[] {
  return eachTarget(modules).flatMap(({ module, found, target }) => {
    const room = roomOf(module.path, rooms);
    if (room === undefined || target !== `${room}/index.ts`) return [];
    return [`${module.path}:${found.line} imports its own door: import the file that defines it`];
  });
}

/** Rooms on disk that the table does not know, and files that stand in no room and are no entry. */
export function outsideRooms(modules: readonly Module[], rooms: Rooms): string[] {
  return modules.flatMap(({ path }) => {
    const depth = path.split("/").length;
    if (!/^(core|db|electron|renderer|hq)\//.test(path) || roomOf(path, rooms) !== undefined) return [];
    if (depth === 2 && /^(electron|renderer)\//.test(path)) return [];
    return [`${path}:1 stands in no room: add its folder to the table in ARCHITECTURE.md or move the file`];
  });
}

const owners: readonly (readonly [RegExp, RegExp])[] = [
  [/^node:/, /^(db|electron|hq|tools|test)\/|^[^/]+$/],
  [/^better-sqlite3$/, /^(db|test)\//],
  [/^(electron|serialport|node-hid)$/, /^(electron|test)\//],
  [/^(react|react-dom|zustand|react-i18next|lucide-react)(\/|$)/, /^(renderer|hq\/console|test)\//],
];

/** Packages used outside the one folder that owns them. */
export function strayPackages(modules: readonly Module[]): string[] {
  return modules.flatMap((module) =>
    module.imports.flatMap(({ specifier, line }) => {
      const rule = owners.find(([name, owner]) => name.test(specifier) && !owner.test(module.path));
      return rule ? [`${module.path}:${line} imports ${specifier}: that belongs to another layer, use a port`] : [];
    }),
  );
}

/** Import cycles, types included, each as the files it runs through. */
export function cycles(modules: readonly Module[]): string[] {
  const targets = new Map(modules.map((module) => [module.path, [...new Set(targetsOf(module))]]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push(`${[...trail.slice(start), path].join(" -> ")}: move what both need into a third file`);
    if (start >= 0 || done.has(path)) return;
    for (const next of targets.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return found;
}

const entry =
  /^[^/]+$|^(electron|renderer)\/[^/]+$|^hq\/console\/app\.tsx$|^(tools|test\/bench)\/|\.(test\.tsx?|config\.ts)$/;

/** Files that no entry, tool or test reaches. A path in a string counts: that is how processes are started. */
export function unusedFiles(modules: readonly Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const reached = new Set<string>();
  const reach = (path: string): void => {
    const module = byPath.get(path);
    if (module === undefined || reached.has(path)) return;
    reached.add(path);
    for (const next of [...targetsOf(module), ...mentions(module, byPath)]) reach(next);
  };
  for (const { path } of modules) if (entry.test(path)) reach(path);
  return modules.filter(({ path }) => !reached.has(path)).map(({ path }) => `${path}:1 is used by nothing: delete it`);
}

const impureCalls = new Set(["Date.now", "Math.random", "performance.now", "crypto.randomUUID", "Temporal.Now"]);
const impureNames = new Set(["console", "process", "fetch", "setTimeout", "setInterval", "globalThis", "require"]);

/** Clock, chance and input or output in core. */
export function impureCore(modules: readonly Module[]): string[] {
  const core = modules.filter(({ path }) => path.startsWith("core/"));
  return core.flatMap((module) =>
    [...walk(module.program)].flatMap(({ node, around }) => {
      const name = impurity(node, around[0]);
      if (name === undefined) return [];
      return [
        `${module.path}:${lineAt(module, node.start)} ${name} in core: take the clock, ids and chance from ports`,
      ];
    }),
  );
}

function impurity(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === "MemberExpression") {
    const name = [node.object, node.property].map((part) => (isNode(part) ? part.name : "")).join(".");
    return impureCalls.has(name) ? name : undefined;
  }
  const constructs = node.type === "NewExpression" || node.type === "CallExpression";
  if (constructs && isNode(node.callee) && node.callee.name === "Date") {
    const empty = Array.isArray(node.arguments) && node.arguments.length === 0;
    return empty || node.type === "CallExpression" ? "new Date() without an instant" : undefined;
  }
  if (node.type !== "Identifier" || !impureNames.has(String(node.name))) return undefined;
  const isField = parent && [parent.property, parent.key].includes(node) && parent.computed !== true;
  return isField ? undefined : String(node.name);
}

interface Crossing {
  readonly module: Module;
  readonly found: Import;
  readonly target: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function crossings(modules: readonly Module[], rooms: Rooms): Crossing[] {
  return eachTarget(modules)
    .map((edge) => ({ ...edge, from: roomOf(edge.module.path, rooms), to: roomOf(edge.target, rooms) }))
    .filter(({ from, to, target }) => from !== to && /^(core|db|electron|renderer|hq)\//.test(target));
}

function eachTarget(modules: readonly Module[]): { module: Module; found: Import; target: string }[] {
  return modules.flatMap((module) =>
    module.imports.flatMap((found) => (found.target === undefined ? [] : [{ module, found, target: found.target }])),
  );
}

function targetsOf(module: Module): string[] {
  return module.imports.flatMap(({ target }) => (target === undefined ? [] : [target]));
}

function mentions(module: Module, byPath: ReadonlyMap<string, Module>): string[] {
  const folder = module.path.replace(/[^/]+$/, "");
  return [...walk(module.program)].flatMap(({ node }) => {
    if (node.type !== "Literal" || typeof node.value !== "string") return [];
    return [posix.join(folder, node.value), node.value].filter((path) => byPath.has(path));
  });
}
