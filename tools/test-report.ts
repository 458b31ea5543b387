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

/** One run of a project's tests: what it came to, and the files to try once more. */
export interface TestRun extends Tally {
  readonly files: readonly FileResult[];
  /** Files with a failed test, and those whose process died, as their tests have no end. */
  readonly failedFiles: readonly string[];
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

type FileResult = z.infer<typeof reportSchema>["testResults"][number];

interface RunEnd {
  readonly name: string;
  readonly file: string;
  readonly exitCode: number;
}

/**
 * Reads vitest's JSON report. A file that failed before its first test counts as one failure, and so does a run that
 * left no report or ended badly with every test green, as an error outside any test does.
 */
export function readReport(run: RunEnd): TestRun {
  try {
    const { testResults } = reportSchema.parse(JSON.parse(readFileSync(run.file, "utf8")));
    return runOf(testResults, run);
  } catch (error) {
    const failed = [`${run.name}: no report of its tests (${String(error)})`];
    return { passed: 0, failed, skipped: [], titles: [], files: [], failedFiles: [] };
  }
}

/** What both runs came to together: of a file that was tried once more the second result counts. */
export function withSecondTry(first: TestRun, second: TestRun, run: Omit<RunEnd, "file">): TestRun {
  const again = new Set(second.files.map(({ name }) => name));
  return runOf([...first.files.filter(({ name }) => !again.has(name)), ...second.files], run);
}

function runOf(files: readonly FileResult[], run: Omit<RunEnd, "file">): TestRun {
  const tests = files.flatMap((file) => file.assertionResults);
  const names = (...statuses: string[]): string[] =>
    tests.filter(({ status }) => statuses.includes(status)).map(({ fullName }) => fullName);
  const brokenFiles = files
    .filter((file) => file.status === "failed" && !has(file, "failed"))
    .map((file) => `${file.name}: failed outside its tests`);
  const failed = [...names("failed"), ...brokenFiles];
  if (run.exitCode !== 0 && failed.length === 0) failed.push(`${run.name}: vitest ended with ${run.exitCode}`);
  const failedFiles = files.filter((file) => file.status === "failed" || (run.exitCode !== 0 && has(file, "pending")));
  return {
    passed: names("passed").length,
    failed,
    skipped: names("skipped", "pending", "todo"),
    titles: names("passed", "failed"),
    files,
    failedFiles: failedFiles.map(({ name }) => name),
  };
}

function has(file: FileResult, status: string): boolean {
  return file.assertionResults.some((test) => test.status === status);
}
