import { readFileSync } from "node:fs";
import { z } from "zod";

/** What one step of the tests came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  /** Full names of the tests that ran. */
  readonly titles: readonly string[];
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Reads vitest's JSON report. A file that failed before its first test counts as one failure, and so does a run that
 * left no report or ended badly with every test green, as an error outside any test does.
 */
export function readReport(run: { name: string; file: string; exitCode: number }): Tally {
  const files = parseReport(run.file);
  if (files === undefined)
    return { passed: 0, failed: [`${run.name}: vitest left no report`], skipped: [], titles: [] };
  const tests = files.flatMap((file) => file.assertionResults);
  const names = (...statuses: string[]): string[] =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const brokenFiles = files
    .filter((file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"))
    .map((file) => `${file.name}: failed outside its tests`);
  const failed = [...names("failed"), ...brokenFiles];
  if (run.exitCode !== 0 && failed.length === 0) failed.push(`${run.name}: vitest ended with ${run.exitCode}`);
  const passed = names("passed");
  return {
    passed: passed.length,
    failed,
    skipped: names("skipped", "pending", "todo"),
    titles: [...passed, ...names("failed")],
  };
}

function parseReport(file: string): z.infer<typeof reportSchema>["testResults"] | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, "utf8"))).testResults;
  } catch (error) {
    console.error(`${file}: ${String(error)}`);
    return undefined;
  }
}
