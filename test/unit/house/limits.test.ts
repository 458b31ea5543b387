import { describe, expect, it } from "vitest";
import * as rule from "./limit-rules.ts";
import { loadModules, parseModule } from "./module-graph.ts";

const modules = loadModules();

describe("STYLE.md: limits", () => {
  it("keeps files to 300 lines", () => expect(rule.longFiles(modules)).toEqual([]));
  it("keeps functions to 50 lines", () => expect(rule.longFunctions(modules)).toEqual([]));
  it("keeps lines to 120 characters", () => expect(rule.longLines(modules)).toEqual([]));
  it("keeps functions to 3 parameters", () => expect(rule.manyParameters(modules)).toEqual([]));
  it("allows no any and no non-null mark", () => expect(rule.looseTypes(modules)).toEqual([]));
  it("allows default exports in config files only", () => expect(rule.defaultExports(modules)).toEqual([]));
  it("allows no mutable module variable", () => expect(rule.mutableModuleState(modules)).toEqual([]));
  it("allows no swallowed catch", () => expect(rule.swallowedErrors(modules)).toEqual([]));
  it("allows no suppression and no ticket in a comment", () => expect(rule.commentFaults(modules)).toEqual([]));
  it("names files in kebab-case", () => expect(rule.oddFileNames(modules)).toEqual([]));

  it("keeps half of the code's files within 100 lines and 95 of 100 within 250", () => {
    const sizes = modules.filter(({ kind }) => kind === "code").map(({ lines }) => lines.length);
    const sorted = sizes.toSorted((a, b) => a - b);
    const within = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
    expect(within(0.5), "median lines of a file: split the middling ones").toBeLessThanOrEqual(100);
    expect(within(0.95), "95th percentile of lines of a file: split the largest").toBeLessThanOrEqual(250);
  });
});

describe("the limits themselves", () => {
  const lines = (count: number): string => "1;\n".repeat(count);

  it.each<[keyof typeof rule, string, string]>([
    ["longFiles", lines(301), "a.ts:300 file of 301 lines"],
    ["longFunctions", `// Касса\nfunction f() {\n${lines(49)}}`, "a.ts:2 function of 51 lines"],
    ["longFunctions", `const f = () => {\n${lines(49)}};`, "a.ts:1 function of 51 lines"],
    ["longFunctions", `it("", () => {\n${lines(49)}});`, "a.ts:1 function of 51 lines"],
    ["longLines", `\n"${"я".repeat(119)}"`, "a.ts:2 line of 121 characters"],
    ["manyParameters", "function f(a, b, c, d) {}", "a.ts:1 function of 4 parameters"],
    ["manyParameters", "class A { m(a, b, c, d) {} }", "a.ts:1 function of 4 parameters"],
    ["looseTypes", "const a: any[] = [];", "a.ts:1 any"],
    ["looseTypes", "\nb!.c;", 'a.ts:2 non-null "!"'],
    ["defaultExports", "export default 1;", "a.ts:1 default export"],
    ["mutableModuleState", "export let a = 1;", "a.ts:1 module-level let"],
    ["mutableModuleState", "var a = 1;", "a.ts:1 module-level var"],
    ["swallowedErrors", "try { a(); } catch { /* never mind */ }", "a.ts:1 error swallowed"],
    ["swallowedErrors", "a().catch(() => {});", "a.ts:1 error swallowed"],
    ["swallowedErrors", "a().catch(() => undefined);", "a.ts:1 error swallowed"],
    ["commentFaults", "// oxlint-disable-next-line no-var", "a.ts:1 suppression"],
    ["commentFaults", "\n/* @ts-expect-error */", "a.ts:2 suppression"],
    ["commentFaults", "// TODO later", "a.ts:1 ticket"],
    ["commentFaults", "// see issue 12", "a.ts:1 ticket"],
  ])("%s catches %j", (name, text, message) => {
    expect(rule[name]([module("core/money/a.ts", text)]).join("\n")).toContain(message);
  });

  it.each<[keyof typeof rule, string]>([
    ["longFiles", lines(300)],
    ["longFunctions", `function f() {\n${lines(48)}}`],
    ["longFunctions", `describe("", () => {\n${lines(60)}});\ndescribe.each([])("", () => {\n${lines(60)}});`],
    ["longLines", `"${"я".repeat(118)}"`],
    ["manyParameters", "function f(a, b, c) {}"],
    ["looseTypes", "const a = !b; const many = 1; const t = 'any';"],
    ["mutableModuleState", "const a = 1; function f() { let b = 1; }"],
    ["swallowedErrors", "try { a(); } catch (error) { report(error); } a().catch(report);"],
    ["commentFaults", "const text = '@ts-ignore'; // the issue is that 2 rows match"],
  ])("%s lets %j be", (name, text) => {
    expect(rule[name]([module("core/money/a.ts", text)])).toEqual([]);
  });

  it("asks for kebab-case file names", () => {
    const odd = ["core/money/roundHalfUp.ts", "core/money/Round.ts", "core/money/round_up.ts"];
    const good = ["core/money/round-half-up.ts", "vitest.config.ts", "test/unit/money/round.test.ts", "tools/run.mjs"];
    const named = [...odd, ...good].map((path) => module(path, ""));
    expect(rule.oddFileNames(named).map((finding) => finding.split(":")[0])).toEqual(odd);
  });

  it("lets a test's table fill as many parameters as it has columns", () => {
    const text = 'it.each([])("", (a, b, c, d) => {});';
    expect(rule.manyParameters([{ ...module("test/a.ts", text), kind: "test" }])).toEqual([]);
    expect(rule.manyParameters([module("core/money/a.ts", text)])).toHaveLength(1);
  });
});

function module(path: string, text: string): ReturnType<typeof parseModule> {
  return parseModule({ path, text, lines: text.replace(/\n$/, "").split("\n"), kind: "code" }, new Set());
}
