import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Locale } from "../../../core/kernel/index.ts";
import {
  createTexts,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatMessage,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatQuantityFigure,
  formatTime,
  formatWithoutClause,
} from "../../../core/text/index.ts";

const nbsp = "\u00a0";
const minus = "\u2212";

describe("money: two decimals always, no-break space in thousands, a true minus sign", () => {
  it.each<[number, Locale, string]>([
    [216_000, "ru", `2${nbsp}160,00`],
    [216_000, "be", `2${nbsp}160,00`],
    [216_000, "en", "2,160.00"],
    [70, "ru", "0,70"],
    [0, "ru", "0,00"],
    [-4, "ru", `${minus}0,04`],
    [-123_456_789, "en", `${minus}1,234,567.89`],
    [99_999, "ru", "999,99"],
  ])("%i in %s is %s", (minor, locale, text) => expect(formatMoney(minor, locale)).toBe(text));

  it("reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (minor) => {
        const plain = formatMoney(minor, "en").replaceAll(",", "").replace(minus, "-");
        expect(Math.round(Number(plain) * 100)).toBe(minor);
      }),
    );
  });
});

describe("figures", () => {
  it.each<[number, string]>([
    [200, `2${nbsp}%`],
    [250, `2,5${nbsp}%`],
    [1205, `12,05${nbsp}%`],
    [-50, `${minus}0,5${nbsp}%`],
    [0, `0${nbsp}%`],
  ])("%i basis points are %s", (bp, text) => expect(formatPercent(bp, "ru")).toBe(text));

  it.each<[number, "pcs" | "kg", Locale, string]>([
    [1196, "kg", "ru", `1,196${nbsp}кг`],
    [42, "kg", "be", `0,042${nbsp}кг`],
    [2000, "kg", "en", `2.000${nbsp}kg`],
    [2000, "pcs", "ru", `2${nbsp}шт.`],
    [1_500_000, "pcs", "en", `1,500${nbsp}pcs`],
  ])("%i thousandths of %s in %s are %s", (milli, unit, locale, text) => {
    expect(formatQuantity(milli, unit, locale)).toBe(text);
    expect(text.startsWith(formatQuantityFigure(milli, unit, locale))).toBe(true);
  });

  it("counts, dates and times", () => {
    expect(formatCount(12_400, "ru")).toBe(`12${nbsp}400`);
    expect(formatCount(-7, "en")).toBe(`${minus}7`);
    expect(formatDate("2025-10-14T09:05:00")).toBe("14.10.2025");
    expect(formatTime("2025-10-14T09:05:00")).toBe("09:05");
    expect(formatDateTime("2025-10-14T09:05:00")).toBe("14.10.2025, 09:05");
  });

  it.each<[number, Locale, string]>([
    [22_440_000, "ru", `6${nbsp}ч 14${nbsp}мин`],
    [59_999, "ru", `0${nbsp}мин`],
    [7_200_000, "be", `2${nbsp}г`],
    [183_600_000, "en", `2${nbsp}d 3${nbsp}h`],
    [172_860_000, "ru", `2${nbsp}сут`],
    [-5, "ru", `0${nbsp}мин`],
  ])("%i ms in %s are %s", (ms, locale, text) => expect(formatDuration(ms, locale)).toBe(text));
});

describe("messages of a pack", () => {
  const text = {
    ru: "{rate} по карте, п. {clause}",
    be: "{rate} па картцы, п. {clause}",
    en: "{rate} with the card, cl. {clause}",
  };
  const params = { rate: { bp: 500 }, clause: "18.2" };

  it("get their figures as the language writes them", () => {
    expect(formatMessage(text, params, "ru")).toBe(`5${nbsp}% по карте, п. 18.2`);
    expect(formatMessage(text, params, "en")).toBe(`5${nbsp}% with the card, cl. 18.2`);
    const all = { ru: "{a} {b} {c} {d} {e}", be: "", en: "" };
    const every = {
      a: { minor: 125 },
      b: { milli: 500, unit: "kg" as const },
      c: { date: "2025-01-02" },
      d: { count: 3 },
      e: "п. 1",
    };
    expect(formatMessage(all, every, "ru")).toBe(`1,25 0,500${nbsp}кг 02.01.2025 3 п. 1`);
  });

  it("leave their clause out where a screen shows it apart", () => {
    expect(formatWithoutClause(text, params, "ru")).toBe(`5${nbsp}% по карте`);
    const middle = { ru: "Карта в подарок, п. {clause}. Набрано {sum}", be: "", en: "" };
    expect(formatWithoutClause(middle, { clause: "7", sum: { minor: 10_344 } }, "ru")).toBe(
      "Карта в подарок. Набрано 103,44",
    );
  });

  it("show a placeholder that nobody filled", () => {
    expect(formatMessage(text, { clause: "1" }, "ru")).toBe("{rate} по карте, п. 1");
  });
});

describe("texts of the product", () => {
  const tree = (one: string, few: string, many: string) => ({ left_one: one, left_few: few, left_many: many });
  const trees = {
    ru: { ...tree("{{count}} дело", "{{count}} дела", "{{count}} дел"), steps: ["Взять {{what}}"], hello: "{{name}}" },
    be: tree("{{count}} справа", "{{count}} справы", "{{count}} спраў"),
    en: { left_one: "{{count}} thing", left_other: "{{count}} things" },
  };
  const texts = createTexts((locale) => trees[locale]);

  it.each<[Locale, number, string]>([
    ["ru", 1, "1 дело"],
    ["ru", 3, "3 дела"],
    ["ru", 11, "11 дел"],
    ["ru", 21, "21 дело"],
    ["be", 2, "2 справы"],
    ["be", 5, "5 спраў"],
    ["en", 1, "1 thing"],
    ["en", 2, "2 things"],
  ])("count in %s: %i", (locale, count, text) => expect(texts.say(locale)("left", { count })).toBe(text));

  it("are read one language at a time, each when first spoken", () => {
    const read: string[] = [];
    const lazy = createTexts((locale) => {
      read.push(locale);
      return trees[locale];
    });
    lazy.say("ru")("left", { count: 1 });
    expect(read).toEqual(["ru"]);
    expect(lazy.say("en")("hello", { name: "Anna" })).toBe("Anna");
    lazy.say("en")("left", { count: 1 });
    expect(read).toEqual(["ru", "en"]);
  });

  it("give lists, none where there is none, and never run what a value says", () => {
    expect(texts.list("ru", "steps", { what: "бланк" })).toEqual(["Взять бланк"]);
    expect(texts.list("en", "steps")).toEqual([]);
    expect(texts.say("ru")("hello", { name: "$t(left) {{count}} <b>" })).toBe("$t(left) {{count}} <b>");
    expect(texts.has("en", "steps")).toBe(false);
  });
});
