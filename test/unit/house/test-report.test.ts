import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readReport, withSecondTry } from "../../../tools/test-report.ts";

const folder = mkdtempSync(join(tmpdir(), "test-report-"));

describe("what npm test counts from vitest's report", () => {
  it("counts tests by what became of them and names those that failed or were skipped", () => {
    const tests = ["passed", "passed", "failed", "skipped", "pending", "todo"];
    const tally = read({ status: "failed", tests }, 1);
    expect(tally.passed).toBe(2);
    expect(tally.failed).toEqual(["test 2"]);
    expect(tally.skipped).toEqual(["test 3", "test 4", "test 5"]);
    expect(tally.titles).toEqual(["test 0", "test 1", "test 2"]);
  });
  it("counts a file that did not load as one failure", () => {
    expect(read({ status: "failed", tests: [] }, 1).failed).toEqual(["a.test.ts: failed outside its tests"]);
  });
  it("counts a bad end with every test green as one failure", () => {
    expect(read({ status: "passed", tests: ["passed"] }, 1).failed).toEqual(["units: vitest ended with 1"]);
  });
  it("counts a run without a report as one failure", () => {
    const tally = readReport({ name: "units", file: join(folder, "absent.json"), exitCode: 0 });
    expect(tally.failed).toEqual([expect.stringContaining("units: no report of its tests")]);
  });
  it("names the files to try once more: those with a failed test, and those whose process died", () => {
    expect(read({ status: "failed", tests: ["failed"] }, 1).failedFiles).toEqual(["a.test.ts"]);
    expect(read({ status: "passed", tests: ["pending"] }, 1).failedFiles).toEqual(["a.test.ts"]);
    expect(read({ status: "passed", tests: ["passed", "pending"] }, 0).failedFiles).toEqual([]);
  });
  it("counts of a file tried once more its second result, for better or worse", () => {
    const failing = read({ status: "failed", tests: ["passed", "failed"] }, 1);
    const green = read({ status: "passed", tests: ["passed", "passed"] }, 0);
    const run = { name: "units", exitCode: 0 };
    expect(withSecondTry(failing, green, run)).toMatchObject({ passed: 2, failed: [], skipped: [] });
    expect(withSecondTry(failing, failing, { ...run, exitCode: 1 }).failed).toEqual(["test 1"]);
  });
  it("still fails when the second try left no report", () => {
    const failing = read({ status: "failed", tests: ["failed"] }, 1);
    const none = readReport({ name: "units", file: join(folder, "absent.json"), exitCode: 1 });
    expect(withSecondTry(failing, none, { name: "units", exitCode: 1 }).failed).toEqual(["test 0"]);
  });
  it("finds nothing to report in a green run", () => {
    expect(read({ status: "passed", tests: ["passed"] }, 0)).toMatchObject({ passed: 1, failed: [], skipped: [] });
  });
});

function read(file: { status: string; tests: readonly string[] }, exitCode: number): ReturnType<typeof readReport> {
  const assertionResults = file.tests.map((status, index) => ({ fullName: `test ${index}`, status }));
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify({ testResults: [{ name: "a.test.ts", status: file.status, assertionResults }] }));
  return readReport({ name: "units", file: path, exitCode });
}
