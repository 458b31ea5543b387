import { isNode, lineAt, type Module, type Node, walk } from "./module-graph.ts";

/** A place that breaks a limit, as `file:line what it is: how to mend it`. */
type Finding = string;

const maxFileLines = 300;
const maxFunctionLines = 50;
const maxLineLength = 120;
const maxParameters = 3;

export function longFiles(modules: readonly Module[]): Finding[] {
  return modules
    .filter(({ lines }) => lines.length > maxFileLines)
    .map(({ path, lines }) => `${path}:${maxFileLines} file of ${lines.length} lines: split off what has its own name`);
}

export function longLines(modules: readonly Module[]): Finding[] {
  return modules.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      line.length > maxLineLength ? [`${path}:${index + 1} line of ${line.length} characters: break it`] : [],
    ),
  );
}

/** `describe` groups tests as a file groups functions, so its callback is not measured. */
export function longFunctions(modules: readonly Module[]): Finding[] {
  return eachNode(modules).flatMap(({ module, node, around: [parent] }) => {
    if (!isFunction(node) || (parent && isDescribe(parent))) return [];
    const first = lineAt(module, node.start);
    const lines = lineAt(module, node.end) - first + 1;
    return lines > maxFunctionLines
      ? [`${module.path}:${first} function of ${lines} lines: give its steps names of their own`]
      : [];
  });
}

/** Callbacks in tests take what a table row or a property hands them. */
export function manyParameters(modules: readonly Module[]): Finding[] {
  return eachNode(modules).flatMap(({ module, node, around: [parent] }) => {
    if (!isFunction(node) || !Array.isArray(node.params) || node.params.length <= maxParameters) return [];
    if (module.kind === "test" && parent?.type === "CallExpression") return [];
    return [`${at(module, node)} function of ${node.params.length} parameters: take one object`];
  });
}

export function looseTypes(modules: readonly Module[]): Finding[] {
  return eachNode(modules).flatMap(({ module, node }) => {
    if (node.type === "TSAnyKeyword") return [`${at(module, node)} any: say the type, or take unknown and parse it`];
    if (node.type === "TSNonNullExpression") return [`${at(module, node)} non-null "!": check it, or assert why`];
    return [];
  });
}

export function defaultExports(modules: readonly Module[]): Finding[] {
  return eachNode(modules.filter(({ path }) => !path.endsWith(".config.ts"))).flatMap(({ module, node }) =>
    node.type === "ExportDefaultDeclaration" ? [`${at(module, node)} default export: export it by name`] : [],
  );
}

/** A test file runs alone, and its `beforeEach` has nowhere else to put what it makes. */
export function mutableModuleState(modules: readonly Module[]): Finding[] {
  return eachNode(modules.filter(({ path }) => !path.endsWith(".test.ts"))).flatMap(({ module, node, around }) => {
    const isAtTop = around.every(({ type }) => type === "Program" || type === "ExportNamedDeclaration");
    if (node.type !== "VariableDeclaration" || node.kind === "const" || !isAtTop) return [];
    return [`${at(module, node)} module-level ${String(node.kind)}: hold it in what a create… function returns`];
  });
}

export function swallowedErrors(modules: readonly Module[]): Finding[] {
  return eachNode(modules).flatMap(({ module, node }) => {
    const isEmptyCatch = node.type === "CatchClause" && isNode(node.body) && isNothing(node.body);
    if (!isEmptyCatch && !isEmptyPromiseCatch(node)) return [];
    return [`${at(module, node)} error swallowed: handle it, return it as a refusal, or let it through`];
  });
}

const suppression =
  /(ox|es)lint-(disable|enable)|@ts-(ignore|expect-error|nocheck)|prettier-ignore|(v8|c8|istanbul) ignore/;
const ticket = /\b(TODO|FIXME|XXX)\b|\bissues? #?\d+/i;

export function commentFaults(modules: readonly Module[]): Finding[] {
  return modules.flatMap(({ path, comments }) =>
    comments.flatMap(({ text, line }) => {
      if (suppression.test(text)) return [`${path}:${line} suppression: mend the code, or the rule for all`];
      if (ticket.test(text)) return [`${path}:${line} ticket or promise in a comment: do it, or say why not`];
      return [];
    }),
  );
}

export function oddFileNames(modules: readonly Module[]): Finding[] {
  return modules
    .filter(({ path }) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.(tsx?|mjs)$/.test(path))
    .map(({ path }) => `${path}:1 file name: write it in kebab-case after its main export`);
}

function eachNode(modules: readonly Module[]): { module: Module; node: Node; around: readonly Node[] }[] {
  return modules.flatMap((module) => [...walk(module.program)].map((place) => ({ module, ...place })));
}

function at(module: Module, node: Node): string {
  return `${module.path}:${lineAt(module, node.start)}`;
}

function isFunction({ type }: Node): boolean {
  return type === "FunctionDeclaration" || type === "FunctionExpression" || type === "ArrowFunctionExpression";
}

function isDescribe(call: Node): boolean {
  const names = [...walk(call)].slice(1, 4).map(({ node }) => node.name);
  return call.type === "CallExpression" && names.includes("describe");
}

function isNothing(body: Node): boolean {
  return Array.isArray(body.body) && body.body.length === 0;
}

function isEmptyPromiseCatch(call: Node): boolean {
  if (call.type !== "CallExpression" || !isNode(call.callee) || !isNode(call.callee.property)) return false;
  const [handler] = Array.isArray(call.arguments) ? (call.arguments as unknown[]) : [];
  if (call.callee.property.name !== "catch" || !isNode(handler) || !isNode(handler.body)) return false;
  return isNothing(handler.body) || handler.body.name === "undefined" || handler.body.value === null;
}
