import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "../../../renderer/office/csv-text.ts";

const read = (text: string): string[][] => parse(text, { bom: true, delimiter: ";", relax_column_count: true });

describe("CSV for a spreadsheet", () => {
  it("begins with a byte order mark, so that Cyrillic opens as Cyrillic", () => {
    expect(csvText([["Чек"]]).charCodeAt(0)).toBe(0xfeff);
  });

  it("any text comes back as it went in", () => {
    const plain = fc.string({ unit: "binary" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    const rows = fc.array(fc.array(plain, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (table) => {
        expect(read(csvText(table))).toEqual(table);
      }),
    );
  });

  it.each(["=1+1", "+7", "-5", "@x", "\tx"])("%j is text for the spreadsheet, never a formula", (text) => {
    expect(read(csvText([[text]]))[0]?.[0]).toBe(`'${text}`);
  });

  it("numbers stay numbers, below zero too", () => {
    expect(csvText([[-5, 12]])).toContain("-5;12");
  });
});
