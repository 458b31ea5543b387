import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { runDeviceCase } from "../../golden/device-cases.ts";
import type { GoldenFile } from "../../golden/outcome.ts";

const text = readFileSync(new URL("../../golden/cases/devices.json", import.meta.url), "utf8");
const file = JSON.parse(text) as GoldenFile;
const cases = z.array(z.looseObject({ id: z.string(), title: z.string() })).parse(file.cases);

describe("readers and printers answer as the recorded devices do", () => {
  it.each(cases.map((each) => [each.id, each.title, each] as const))("%s %s", (_id, _title, each) => {
    expect(runDeviceCase(each, file)).toEqual({ pass: true });
  });
});

describe("a device case that is wrong or unknown fails, never passes", () => {
  const scan = {
    id: "X",
    title: "a card",
    input: { kind: "scan-string", text: "2900001234566", cardPrefixes: ["29"] },
    expect: { kind: "card" },
  };
  const whole = { ...scan, group: "routing", source: "own" };

  it("the case itself passes", () => {
    expect(runDeviceCase(whole, file)).toEqual({ pass: true });
  });

  it.each([
    ["an unknown field of the case", { ...whole, extra: 1 }],
    ["an unknown tier", { ...whole, tier: "soon" }],
    ["an unknown field of the input", { ...whole, input: { ...scan.input, colour: "red" } }],
    ["an unknown kind", { ...whole, input: { kind: "telepathy" } }],
    ["an unknown expectation", { ...whole, expect: { mood: "good" } }],
    ["a wrong expectation", { ...whole, expect: { kind: "goods" } }],
    ["a scan that must not be", { ...whole, expect: { never: ["2900001234566"] } }],
    ["a value that must not appear", { ...whole, expect: { mustNotShow: "1234566" } }],
    ["no choice that fits", { ...whole, expect: { anyOf: [{ kind: "goods" }, { error: "length" }] } }],
    [
      "a track more than expected",
      { ...whole, input: { kind: "track-string", text: "%BA^B?;123?" }, expect: { tracks: { track2: {} } } },
    ],
  ])("%s", (_what, each) => {
    expect(runDeviceCase(each, file)).toHaveProperty("fail");
  });

  it.each([
    ["an unknown profile", { kind: "serial-chunks", profile: "loud", chunks: [] }],
    ["an unknown descriptor", { kind: "hid-reports", descriptor: "toaster", reports: [] }],
  ])("%s stops the case", (_what, input) => {
    expect(() => runDeviceCase({ ...whole, input, expect: {} }, file)).toThrow("unknown");
  });
});
