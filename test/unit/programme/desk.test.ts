import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parsePack } from "../../../core/programme/index.ts";

const text = readFileSync("resources/packs/sport-school.json", "utf8");

/** Problems of the pack after one name in its desk was written wrong. */
function problemsAfter(from: string, to: string): string[] {
  const at = text.indexOf('"desk":');
  const changed = text.slice(0, at) + text.slice(at).replace(from, to);
  const parsed = parsePack(changed);
  return parsed.ok ? [] : parsed.refusal.map(({ place, kind }) => `${place} ${kind}`);
}

describe("the desk of a pack: every name on its forms is declared", () => {
  it.each([
    ['"fact": "client.spend"', '"fact": "client.spent"', "desk.forms.services.sections[2].fields[1].fact unknown-fact"],
    ['"product": "line.product"', '"product": "line.kind"', "desk.forms.services.product unknown-fact"],
    [
      '"startFrom": "client.id"',
      '"startFrom": "buyer"',
      "desk.forms.services.sections[1].fields[0].startFrom unknown-fact",
    ],
    ['"guest": "client.id"', '"guest": "buyer"', "desk.forms.stay.nights.guest unknown-fact"],
    ['"sells": ["night"]', '"sells": ["nite"]', "desk.forms.stay.sells fact-value"],
    ['"bonus": {', '"gift": {', "desk.forms.services.choices unknown-name"],
    ['"kind": "4.2"', '"kind": "4.22"', "desk.orders unknown-name"],
    ['"6.12"]', '"6.99"]', "desk.forms.stay.rules unknown-name"],
    ['"7.1/base": {', '"7.9": {', "desk.titles unknown-name"],
  ])("%s written as %s", (from, to, problem) => expect(problemsAfter(from, to)).toContain(problem));

  it("the pack itself has none", () => expect(problemsAfter("", "")).toEqual([]));
});
