import { readFileSync } from "node:fs";
import * as z from "zod";

/** What became of one change of the code. */
export type Mutant = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly operator: string;
  readonly replacement: string;
  readonly status: string;
};

const Report = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().default(""),
          status: z.string(),
          location: z.object({ start: z.object({ line: z.number(), column: z.number() }) }),
        }),
      ),
    }),
  ),
});

/** The changes in a report of Stryker, file by file, in the order of the lines. */
export function readMutants(path: string): Mutant[] {
  const { files } = Report.parse(JSON.parse(readFileSync(path, "utf8")));
  return Object.entries(files)
    .flatMap(([file, { mutants }]) =>
      mutants.map(({ mutatorName: operator, replacement, status, location: { start } }) => {
        return { file, line: start.line, column: start.column, operator, replacement, status };
      }),
    )
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}
