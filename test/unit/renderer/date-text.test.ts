import { describe, expect, it } from "vitest";
import { dayText, daysLater, typedDay } from "../../../renderer/ui/date-text.ts";

describe("a day as people type it", () => {
  it.each([
    ["4.6.2026", "2026-06-04"],
    ["04.06.26", "2026-06-04"],
    ["04/06/2026", "2026-06-04"],
    ["04062026", "2026-06-04"],
    ["2026-06-04", "2026-06-04"],
    ["29.02.2028", "2028-02-29"],
    ["31.02.2026", null],
    ["4.6", null],
    ["", null],
  ])("%s is %s", (text, day) => expect(typedDay(text)).toBe(day));

  it("is shown with dots, and goes on by days over the end of a year", () => {
    expect([dayText("2026-06-04"), dayText(""), daysLater("2026-12-31", 1)]).toEqual(["04.06.2026", "", "2027-01-01"]);
  });
});
