import { existsSync, readFileSync } from "node:fs";
import type { GoldenFile, Outcome, RunCase } from "../test/golden/outcome.ts";

/** Which adapter speaks which format. Loaded when first needed: one that is missing costs its own cases only. */
const adapters: Readonly<Record<string, { readonly file: string; readonly run: string }>> = {
  "discount-cases/1": { file: "discount-cases.ts", run: "runDiscountCase" },
  "pricing-cases/1": { file: "pricing-cases.ts", run: "runPricingCase" },
  "device-cases/1": { file: "device-cases.ts", run: "runDeviceCase" },
  "programme-golden/1": { file: "programme-cases.ts", run: "runProgrammeCase" },
};

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Usage: npm run -s golden -- FILE [FILE …]");
  process.exit(2);
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const path of files) await runFile(path);
console.log(`golden: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 ? 1 : 0;

async function runFile(path: string): Promise<void> {
  const file = readGolden(path);
  if (typeof file === "string") {
    counts.failed += 1;
    console.log(`FAIL ${path} file: expected a golden file, got ${file}`);
    return;
  }
  const run = await adapterOf(file.format);
  for (const [at, goldenCase] of file.cases.entries()) {
    report(idOf(goldenCase) ?? `#${at + 1}`, await outcomeOf(run, goldenCase, file));
  }
}

function readGolden(path: string): GoldenFile | string {
  try {
    const json: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (json === null || typeof json !== "object") return "no object";
    const { format, cases } = json as { readonly format?: unknown; readonly cases?: unknown };
    if (typeof format !== "string" || !Array.isArray(cases) || cases.length === 0) return "no format or no cases";
    if (!Object.hasOwn(adapters, format)) return `format ${format}; known are ${Object.keys(adapters).join(", ")}`;
    return { ...json, format, cases };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function adapterOf(format: string): Promise<RunCase> {
  const adapter = adapters[format];
  const url = new URL(`../test/golden/${adapter?.file}`, import.meta.url);
  if (!adapter || !existsSync(url)) return () => ({ skip: `format ${format} is not expressed yet` });
  const module = (await import(url.href)) as Readonly<Record<string, RunCase>>;
  return module[adapter.run] ?? (() => ({ skip: `format ${format} is not expressed yet` }));
}

/** A crash while running a case is that case's failure, not the end of the run. */
async function outcomeOf(run: RunCase, goldenCase: unknown, file: GoldenFile): Promise<Outcome> {
  try {
    return await run(goldenCase, file);
  } catch (error) {
    return { fail: [{ path: "run", expected: "an answer", got: error instanceof Error ? error.message : error }] };
  }
}

function report(id: string, outcome: Outcome): void {
  if ("pass" in outcome) {
    counts.passed += 1;
  } else if ("skip" in outcome) {
    counts.skipped += 1;
    console.log(`SKIP ${id} ${outcome.skip}`);
  } else {
    counts.failed += 1;
    const [first] = outcome.fail;
    if (first) console.log(`FAIL ${id} ${first.path}: expected ${shown(first.expected)}, got ${shown(first.got)}`);
  }
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

function idOf(goldenCase: unknown): string | undefined {
  if (goldenCase === null || typeof goldenCase !== "object" || !("id" in goldenCase)) return undefined;
  return typeof goldenCase.id === "string" ? goldenCase.id : undefined;
}
