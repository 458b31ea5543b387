import { describe, expect, it } from "vitest";
import { differingFields } from "./programme-compare.ts";
import { runProgrammeCase } from "./programme-cases.ts";

const file = {
  format: "programme-golden/1",
  programme: "ruslom",
  about: { ordered: [] },
  default_settings: {},
  cases: [],
};
const status = { do: "status", on: "2022-03-01", expect: { status: "gold", basis: "table" } };
const one = {
  id: "X",
  title: "gold",
  area: "status",
  clauses: ["status.gold"],
  strength: "text",
  given: { member: { joined: "2014-06-10" } },
  steps: [status],
};

describe("a case of a programme that is wrong or unknown fails, never passes", () => {
  it("the case itself passes", () => {
    expect(runProgrammeCase(one, file)).toEqual({ pass: true });
  });

  it.each([
    ["an unknown field of the case", { ...one, extra: 1 }],
    ["an unknown strength", { ...one, strength: "hope" }],
    ["an unknown step", { ...one, steps: [{ ...status, do: "dance" }] }],
    ["a step that objects are born with", { ...one, steps: [{ ...status, do: "toString" }] }],
    ["an unknown field of a step", { ...one, steps: [{ ...status, weather: "rain" }] }],
    ["an unknown expectation", { ...one, steps: [{ ...status, expect: { mood: null } }] }],
    ["a day that is none", { ...one, steps: [{ ...status, on: "2022-02-30" }] }],
    ["a wrong answer", { ...one, steps: [{ ...status, expect: { status: "silver" } }] }],
    ["a wrong clause of none", { ...one, steps: [{ ...status, expect: { status: "gold", reason: "arrears" } }] }],
  ])("%s", (_what, wrong) => {
    expect(runProgrammeCase(wrong, file)).toHaveProperty("fail");
  });

  const ball = { do: "balance", entitlement: "ball", year: 2022, on: "2022-01-01", expect: {} };
  it.each([
    ["an unknown setting", { settings: { moon: "full" } }],
    ["an unknown value of a setting", { settings: { status_basis: "guess" } }],
    ["an unknown benefit", { steps: [ball] }],
    ["an unknown fact of the member", { given: { member: { joined: "2014-06-10", rank: 1 } } }],
  ])("%s stops the case", (_what, wrong) => {
    expect(() => runProgrammeCase({ ...one, ...wrong }, file)).toThrow(/moon|status_basis|ball|rank/);
  });

  it("a programme that is not ours is skipped by name", () => {
    expect(runProgrammeCase(one, { ...file, programme: "lottery" })).toEqual({ skip: 'no programme "lottery"' });
  });
});

describe("fields compare whole", () => {
  it.each([
    [{ a: [1, 2] }, { a: [2, 1] }, 0],
    [{ a: [1, 1] }, { a: [1, 2] }, 1],
    [{ b: [1, 2] }, { b: [2, 1] }, 1],
    [{ a: {} }, { a: { x: 1 } }, 1],
    [{ a: { x: 1 } }, { a: { x: 1, y: null } }, 0],
    [{ a: null }, {}, 0],
    [{ a: null }, { a: 0 }, 1],
    [{ a: [{ x: [1, 2] }] }, { a: [{ x: [2, 1] }] }, 0],
  ])("%j against %j", (expected, got, count) => {
    expect(differingFields(expected, got, ["b"])).toHaveLength(count);
  });
});
