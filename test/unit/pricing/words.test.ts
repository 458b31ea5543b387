import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const text = { ru: "т", be: "т", en: "t" };

/** Key of what is said of an excluded line, whose ground is worded by `template`, in a pack with these messages. */
function keyOf(template: string, messages: readonly string[], facts: Readonly<Record<string, string | number>> = {}) {
  const exclusions: Pack["exclusions"] = [
    { code: "NO", clause: "1", when: { fact: "line.category", is: "tea" }, message: template },
  ];
  const pack = smallPack({ exclusions, messages: Object.fromEntries(messages.map((key) => [key, text])) });
  return priceBasket(pack, priced({ category: "tea", facts })).lines[0]?.excluded?.message.key;
}

describe("a text may name a fact", () => {
  it.each<[string, string, readonly string[], object, string]>([
    ["the text for its value", "no.{line.category}", ["no", "no.tea"], {}, "no.tea"],
    ["the plain one where its value has none", "no.{line.category}", ["no", "no.beer"], {}, "no"],
    ["the plain one where the fact is not there", "no.{line.colour}", ["no"], {}, "no"],
    ["a number is a value, too", "no.{line.months}", ["no", "no.3"], { "line.months": 3 }, "no.3"],
    ["a text without a fact is itself", "no", ["no"], {}, "no"],
  ])("%s", (_what, template, messages, facts, key) => {
    expect(keyOf(template, messages, { ...facts })).toBe(key);
  });
});

describe("figures stand in a text with their kind", () => {
  const refused = (when: object) => {
    const bases: Pack["bases"] = { goods: { measure: "amount", excluded: "counted", stage: "before-discount" } };
    const pack = smallPack({ bases, offers: [offer("it", { when: [{ ...when, else: ground("NO") }] })] });
    return priceBasket(pack, priced(1000)).decisions[0]?.message.params;
  };

  it("sums as money, with what is missing", () => {
    expect(refused({ base: "goods", above: 1500 })).toMatchObject({
      actual: { minor: 1000 },
      required: { minor: 1501 },
      missing: { minor: 501 },
    });
  });

  it("words as they are; nothing is missing between words", () => {
    const params = refused({ fact: "buyer.kind", is: "organisation" });
    expect(params).toMatchObject({ actual: "person", required: "organisation" });
    expect(params).not.toHaveProperty("missing");
  });

  it("a figure that is not known is left out", () => {
    const params = refused({ fact: "buyer.age", atLeast: 18 });
    expect(Object.keys(params ?? {}).toSorted()).toEqual(["clause", "rate", "required"]);
  });
});
