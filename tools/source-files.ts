import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** One file of ours as house tests and the size report see it; `path` is relative to the repository, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly kind: "code" | "test";
}

const folders = ["core", "db", "electron", "renderer", "hq", "tools", "test"];
const source = /\.(ts|tsx|mts|mjs)$/;
const notOurs = new Set(["node_modules", "out", "dist", "artifacts"]);

/** Every TypeScript and JavaScript file under `root` that we write by hand, in path order. */
export function sourceFiles(root: string): SourceFile[] {
  const atTop = readdirSync(root).filter((name) => source.test(name));
  const inside = folders.flatMap((folder) => pathsIn(root, folder));
  return [...atTop, ...inside].toSorted().map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, text, lines: text.replace(/\n$/, "").split("\n"), kind: path.startsWith("test/") ? "test" : "code" };
  });
}

function pathsIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : pathsIn(root, path);
    return source.test(entry.name) ? [path] : [];
  });
}

/** Lines of tests for each line of code, blank lines and all. */
export function testRatio(files: readonly SourceFile[]): number {
  const count = (kind: SourceFile["kind"]): number =>
    files.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.lines.length, 0);
  return count("test") / count("code");
}
