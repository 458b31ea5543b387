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
  try {
    const { testResults } = reportSchema.parse(JSON.parse(readFileSync(run.file, "utf8")));
    return tallyOf(testResults, run);
  } catch (error) {
    return { passed: 0, failed: [`${run.name}: no report of its tests (${String(error)})`], skipped: [], titles: [] };
  }
}

type FileResult = z.infer<typeof reportSchema>["testResults"][number];

function tallyOf(files: readonly FileResult[], run: { name: string; exitCode: number }): Tally {
  const tests = files.flatMap((file) => file.assertionResults);
  const names = (...statuses: string[]): string[] =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const brokenFiles = files
    .filter((file) => file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed"))
    .map((file) => `${file.name}: failed outside its tests`);
  const failed = [...names("failed"), ...brokenFiles];
  if (run.exitCode !== 0 && failed.length === 0) failed.push(`${run.name}: vitest ended with ${run.exitCode}`);
  const titles = names("passed", "failed");
  return { passed: names("passed").length, failed, skipped: names("skipped", "pending", "todo"), titles };
}
