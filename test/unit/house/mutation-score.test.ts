import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scoresOf, tableOf } from "../../../tools/mutation/mutation-score.ts";
import { readMutants, type Mutant } from "../../../tools/mutation/read-mutants.ts";

const mutants = (file: string, ...statuses: readonly string[]): Mutant[] =>
  statuses.map((status, at) => ({ file, line: at, column: 1, operator: "StringLiteral", replacement: '""', status }));

describe("the score of a room", () => {
  it("counts what a test or the clock noticed, of all that could have been noticed, for the room and each file", () => {
    const scores = scoresOf([
      ...mutants("core/money/money.ts", "Killed", "Timeout", "Survived", "NoCoverage"),
      ...mutants("core/money/allocate.ts", "Killed", "RuntimeError", "Ignored"),
      ...mutants("core/pricing/stack.ts", "Survived"),
    ]);
    const figures = { killed: 1, timeout: 1, survived: 1, notCovered: 1 };
    expect(scores).toEqual([
      { name: "core/money", ...figures, killed: 2, percent: 60 },
      { name: "core/money/money.ts", ...figures, percent: 50 },
      { name: "core/money/allocate.ts", killed: 1, timeout: 0, survived: 0, notCovered: 0, percent: 100 },
      { name: "core/pricing", killed: 0, timeout: 0, survived: 1, notCovered: 0, percent: 0 },
      { name: "core/pricing/stack.ts", killed: 0, timeout: 0, survived: 1, notCovered: 0, percent: 0 },
    ]);
  });

  it("is not rounded up to the goal", () => {
    const [room] = scoresOf(mutants("core/money/money.ts", ...Array(9999).fill("Killed"), "Survived"));
    expect(tableOf(room ? [room] : [])).toContain("| core/money | 9999 | 0 | 1 | 0 | 99.9 |");
  });
});

describe("a report", () => {
  it("is read file by file, in the order of the lines", () => {
    const folder = mkdtempSync(join(tmpdir(), "mutants-"));
    const path = join(folder, "report.json");
    const mutant = (line: number) => {
      return { mutatorName: "BlockStatement", status: "Killed", location: { start: { line, column: 2 } } };
    };
    const files = { "core/b.ts": { mutants: [mutant(7), mutant(3)] }, "core/a.ts": { mutants: [mutant(5)] } };
    writeFileSync(path, JSON.stringify({ files }));
    expect(readMutants(path).map(({ file, line }) => `${file}:${line}`)).toEqual([
      "core/a.ts:5",
      "core/b.ts:3",
      "core/b.ts:7",
    ]);
    rmSync(folder, { recursive: true });
  });
});
