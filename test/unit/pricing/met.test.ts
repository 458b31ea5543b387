import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Group, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

describe("a rule that asks for a sum after discounts is told of the sum that it met", () => {
  const bases: Pack["bases"] = { left: { measure: "amount", excluded: "counted", stage: "after-discount" } };
  const rich = (id: string, atLeast: number) =>
    offer(id, { when: [{ base: "left", atLeast, else: ground("LOW") }], give: { percentBp: 5000 } });
  const found = (offers: Pack["offers"], stacking: Group) => {
    const { decisions } = priceBasket(smallPack({ bases, offers, stacking }), priced(1000));
    const half = decisions.filter(({ rule }) => rule === "half");
    return half.map(({ code, actual, by, differenceMinor }) => [code, actual ?? by, differenceMinor]);
  };
  const sixty = offer("sixty", { give: { percentBp: 6000 } });
  it.each<[string, Pack["offers"], Group, unknown[]]>([
    [
      "a rival displaced it: its sum was there",
      [rich("half", 1000), sixty],
      { mode: "best", members: ["half", "sixty"] },
      ["DISPLACED", "sixty", 100],
    ],
    [
      "wherever the rival stands",
      [sixty, rich("half", 1000)],
      { mode: "best", members: ["sixty", "half"] },
      ["DISPLACED", "sixty", 100],
    ],
    [
      "so it did in a set",
      [rich("half", 1000), sixty],
      { mode: "best", conflicts: [["half", "sixty"]], members: ["half", "sixty"] },
      ["DISPLACED", "sixty", 100],
    ],
    [
      "or as the first that holds",
      [sixty, rich("half", 1000)],
      { mode: "exclusive", members: ["sixty", "half"] },
      ["DISPLACED", "sixty", 100],
    ],
    [
      "rules before it lower the sum",
      [sixty, rich("half", 1000)],
      { mode: "sum", members: ["sixty", "half"] },
      ["LOW", 400, undefined],
    ],
    [
      "also in a set",
      [sixty, rich("half", 1000)],
      { mode: "best", conflicts: [], members: ["sixty", "half"] },
      ["LOW", 400, undefined],
    ],
    [
      "rules after it do not",
      [rich("half", 1001), sixty],
      { mode: "sum", members: ["half", "sixty"] },
      ["LOW", 1000, undefined],
    ],
  ])("%s", (_what, offers, stacking, expected) => {
    expect(found(offers, stacking)).toEqual([expected]);
  });
});
