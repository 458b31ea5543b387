import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDate } from "../../../core/text/index.ts";
import { typedDate } from "../../../renderer/office/date-text.ts";

describe("a date typed by hand", () => {
  it("every day that is shown can be typed back", () => {
    const days = fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        expect(typedDate(formatDate(iso))).toBe(iso);
      }),
    );
  });

  it.each([
    ["1.2.2025", "2025-02-01"],
    [" 14.10.2025 ", "2025-10-14"],
    ["31.02.2025", null],
    ["29.02.2024", "2024-02-29"],
    ["14.13.2025", null],
    ["2025-10-14", null],
    ["14.10.25", null],
    ["", null],
  ])("%j is %j", (text, date) => {
    expect(typedDate(text)).toBe(date);
  });
});
