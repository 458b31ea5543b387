import { existsSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { type SourceFile, sourceFiles } from "../../../tools/source-files.ts";

export const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A syntax node: its kind, where it stands, and whatever else the parser says. */
export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
};

export interface Import {
  /** As written: `../money/index.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
  readonly line: number;
  /** The file of ours that it names, if it names one. */
  readonly target: string | undefined;
}

export interface Comment {
  readonly text: string;
  readonly line: number;
}

export interface Module extends SourceFile {
  readonly program: Node;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
}

/** Parses every source file once. Throws, naming the file, when one does not parse. */
export function loadModules(): Module[] {
  const files = sourceFiles(root);
  const known = new Set(files.map((file) => file.path));
  return files.map((file) => parseModule(file, known));
}

/** One file parsed; `known` are the paths that its imports may name. */
export function parseModule(file: SourceFile, known: ReadonlySet<string>): Module {
  const parsed = parseSync(file.path, file.text, { astType: "ts" });
  if (parsed.errors.length > 0) throw new Error(`${file.path} does not parse: ${parsed.errors[0]?.message}`);
  const program = parsed.program as unknown as Node;
  const imports = [...walk(program)].flatMap(({ node }) => {
    const request = node.source ?? (node.type === "TSImportType" ? node.argument : undefined);
    if (!isNode(request) || typeof request.value !== "string") return [];
    const target = resolveImport(file.path, request.value, known);
    return [{ specifier: request.value, line: lineAt(file, node.start), target }];
  });
  const comments = parsed.comments.map(({ value, start }) => ({ text: value, line: lineAt(file, start) }));
  return { ...file, program, comments, imports };
}

function resolveImport(from: string, specifier: string, known: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const path = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ""));
  return known.has(path) || existsSync(posix.join(root, path)) ? path : undefined;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Every node under `node`, itself included, outer before inner, each with the nodes around it, nearest first. */
export function* walk(node: Node, around: readonly Node[] = []): Generator<{ node: Node; around: readonly Node[] }> {
  yield { node, around };
  for (const field of Object.values(node)) {
    for (const child of Array.isArray(field) ? field : [field]) {
      if (isNode(child)) yield* walk(child, [node, ...around]);
    }
  }
}

/** The line, from 1, on which the character at `offset` stands. */
export function lineAt(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split("\n").length;
}
