import { describe, expect, it } from "vitest";
import { createScreenTexts } from "../../../renderer/shell/i18n.ts";
import ru from "../../../resources/locales/ru/reception.json" with { type: "json" };
import { dayAfter, nightText, rangeText, weekdaysText } from "../../../renderer/reception/night-words.ts";

const texts = createScreenTexts("ru");
texts.addResourceBundle("ru", "reception", ru);
const t = texts.getFixedT("ru", "reception");

describe("days of a stay in words", () => {
  it("a night by its weekday and date", () => expect(nightText(t, "2026-06-04")).toBe("Чт, 4 июня"));

  it.each([
    ["2026-06-04", "2026-06-08", "4–8 июня 2026", "чт–пн"],
    ["2026-06-29", "2026-07-02", "29 июня – 2 июля 2026", "пн–чт"],
    ["2026-12-31", "2027-01-02", "31 декабря – 2 января 2027", "чт–сб"],
  ])("%s to %s", (from, to, range, days) => {
    expect([rangeText(t, from, to), weekdaysText(t, from, to)]).toEqual([range, days]);
  });

  it("goes on over the end of February", () => expect(dayAfter("2028-02-28", 2)).toBe("2028-03-01"));
});
