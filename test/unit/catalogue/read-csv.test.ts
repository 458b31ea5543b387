import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv, separatorOf, type CsvFault } from "../../../core/catalogue/index.ts";

function readAll(text: string): { cells: string[][]; rows: number[]; fault: CsvFault | undefined } {
  const slices = [...readCsv(text)];
  const records = slices.flatMap((slice) => slice.records);
  return {
    cells: records.map((record) => [...record.cells]),
    rows: records.map((record) => record.row),
    fault: slices.at(-1)?.fault,
  };
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe("reading CSV in slices", () => {
  it("gives what reading it whole gives, wherever the slices fall", () => {
    const cell = fc.string({ unit: fc.constantFrom("я", "a", '"', ",", "\n", " x"), minLength: 1, maxLength: 400 });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(table, (rows) => {
        const text = ["one,two", ...rows.map((row) => row.map((each) => quoted(`x${each}x`)).join(","))].join("\n");
        const whole: string[][] = parse(text, { skip_empty_lines: true, trim: true });
        expect(readAll(text).cells).toEqual(whole);
      }),
      { numRuns: 50 },
    );
  });

  it("numbers rows as the file has them, past blank lines and over slices", () => {
    const body = Array.from({ length: 5000 }, (_, index) => `${index + 2},${"товар ".repeat(10)}`);
    const { rows, fault } = readAll(["sku,name", ...body].join("\r\n"));
    expect(fault).toBeUndefined();
    expect(rows).toEqual(Array.from({ length: 5001 }, (_, index) => index + 1));
    expect(readAll("a,b\n\n1,2\n").rows).toEqual([1, 3]);
  });

  it.each<[string, string, CsvFault]>([
    ["an empty file", " \n", { kind: "empty" }],
    ["a file of another encoding", "a,b\n\ufffd,1", { kind: "encoding" }],
    ["a quote never closed", 'a,b\n1,2\n"3,4\n', { kind: "quote", row: 3 }],
    ["a quote inside a bare field", 'a,b\n1,2"x\n3,"y"z\n', { kind: "quote", row: 2 }],
  ])("stops at %s and says where", (_, text, fault) => expect(readAll(text).fault).toEqual(fault));

  it("does not search a huge file for a lost quote", () => {
    const { fault } = readAll(`a,b\n"lost,1\n${"x,1\n".repeat(600_000)}`);
    expect(fault).toMatchObject({ kind: "quote" });
  });

  it.each([
    ["a;b;c\n1,5;2;3", ";"],
    ["a\tb\n1,2", "\t"],
    ["a,b\n1;2", ","],
    ["single", ","],
  ])("takes the separator of %j from its header", (text, separator) => expect(separatorOf(text)).toBe(separator));
});
