import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { differences } from "./compare.ts";
import { runDiscountCase } from "./discount-cases.ts";
import { runPricingCase } from "./pricing-cases.ts";
import { runProgrammeCase } from "./programme-cases.ts";
import type { GoldenFile, Outcome, RunCase } from "./outcome.ts";

const runs: Readonly<Record<string, RunCase>> = {
  "discount-cases/1": runDiscountCase,
  "pricing-cases/1": runPricingCase,
  "programme-golden/1": runProgrammeCase,
};
const folder = new URL("./cases/", import.meta.url);

type Row = readonly [file: string, id: string, title: string, run: () => Outcome | Promise<Outcome>];

/** Every case of every file here whose format we express. */
const rows = readdirSync(folder)
  .toSorted((a, b) => (a < b ? -1 : 1))
  .flatMap((name): Row[] => {
    const file = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as GoldenFile;
    const cases = file.cases as readonly { readonly id: string; readonly title: string }[];
    const run = runs[file.format];
    return run ? cases.map((one) => [name, one.id, one.title, () => run(one, file)]) : [];
  });

describe("golden cases", () => {
  it.each(rows)("%s %s %s", async (_file, _id, _title, run) => {
    expect(await run()).toEqual({ pass: true });
  });
});

describe("a golden case that is wrong or unknown fails, never passes", () => {
  const sale = {
    id: "X",
    kind: "sale",
    title: "one loaf",
    clauses: ["18"],
    given: {
      at: "2025-03-10T12:00:00",
      store: { kind: "shop", openedOn: "2019-05-01" },
      buyer: "person",
      card: null,
      lines: [{ id: "1", category: "food", unitPrice: 100, qtyMilli: 1000 }],
    },
    expect: { total: { gross: 100 } },
  };
  const file = {
    format: "discount-cases/1",
    programme: "beltamozh",
    calendar: { weekend: ["Saturday", "Sunday"], daysOff: [], workingWeekends: [] },
    cases: [],
  };
  it.each([
    ["an unknown field of the case", { ...sale, extra: 1 }],
    ["an unknown field of given", { ...sale, given: { ...sale.given, weather: "rain" } }],
    ["an unknown value", { ...sale, given: { ...sale.given, buyer: "robot" } }],
    ["an unknown expectation", { ...sale, expect: { mood: "good" } }],
    ["an unknown kind", { ...sale, kind: "barter" }],
    ["an unknown setting", { ...sale, settings: { "moon.phase": "full" } }],
    ["an unknown value of a setting", { ...sale, settings: { "notice.count": "guess" } }],
    ["a wrong figure", { ...sale, expect: { total: { gross: 99 } } }],
  ])("%s", (_what, one) => {
    expect(runDiscountCase(one, file)).toHaveProperty("fail");
  });

  it("the case itself passes", () => {
    expect(runDiscountCase(sale, file)).toEqual({ pass: true });
  });

  it.each([
    [{ claims: [{ rule: "9.9", line: "1" }] }, "no rule 9.9"],
    [{ claims: [{ rule: "4.1", line: "7" }] }, "no line 7"],
    [{ orders: [{ rule: "9.9", from: "2022-02-01", to: "2022-02-14" }] }, "no rule 9.9"],
  ])("a rule or line that is not there: %j", (wrong, fault) => {
    const line = { id: "1", product: "club-card", service: "pool", unitPrice: 100, qty: 1, holder: "c1" };
    const given = { at: "2022-02-05T12:00:00", client: { id: "c1" }, orders: [], lines: [line], ...wrong };
    expect(() => runDiscountCase({ ...sale, given, expect: {} }, { ...file, programme: "sport-school" })).toThrow(
      fault,
    );
  });

  it("lists compare in order, the documented sets do not", () => {
    expect(differences({ lines: [1, 2] }, { lines: [2, 1] })).toHaveLength(2);
    expect(differences({ rules: [1, 2] }, { rules: [2, 1] })).toEqual([]);
    expect(differences({ rules: [1, 1] }, { rules: [1, 2] })).toHaveLength(1);
    expect(differences({ rules: [] }, { rules: [1] })).toHaveLength(1);
  });
});
