import { describe, expect, it } from "vitest";
import { checkCatalogue, type CatalogueCheck } from "../../../core/catalogue/index.ts";

function check(facts: string): CatalogueCheck {
  const csv = [
    "sku,barcode,name_ru,category,unit,price_minor,currency,facts",
    `1,20000015,Бассейн,visit,pcs,100,RUB,${facts}`,
  ];
  const checking = checkCatalogue(csv.join("\n"), {
    currency: "RUB",
    weightPrefix: "22",
    categories: [],
    flags: [],
    hasCheckDigit: () => true,
    factFault: (name, value) => (name.startsWith("line.") ? (value === "x" ? "fact-value" : null) : "fact-name"),
  });
  for (;;) {
    const step = checking.next();
    if (step.done) return step.value;
  }
}

describe("what a price list declares of an article", () => {
  it("is written as name=value, several parted by semicolons, and kept as written", () => {
    expect(check("line.service=pool; line.months = 3 ;").items[0]?.facts).toEqual({
      "line.service": "pool",
      "line.months": "3",
    });
  });

  it("is nothing where the cell is empty", () => expect(check("").items[0]).not.toHaveProperty("facts"));

  it.each([
    ["line.service", "fact-shape", "line.service"],
    ["line.service=", "fact-shape", "line.service="],
    ["room.kind=suite", "fact-name", "room.kind=suite"],
    ["line.months=3; line.service=x", "fact-value", "line.service=x"],
  ])("%s is a mistake in the row: %s", (facts, fault, expected) => {
    expect(check(facts).errors).toEqual([{ row: 2, column: "facts", value: facts, fault, expected }]);
  });
});
