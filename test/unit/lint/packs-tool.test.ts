import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { priceBasket, type PricingLine } from "../../../core/pricing/index.ts";
import { packSchema, schemaFile, schemaText } from "../../../tools/packs/pack-schema.ts";
import { coffee, coffeePack, coffeeText, put, all, addOffer } from "./coffee.ts";

let dir = "";
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "packs-test-"));
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
  write("old.json", coffeeText);
  const raised = all(
    put("pack.version", 2),
    put("pack.effective.from", "2026-06-01"),
    put("offers.1.give.percentBp", 1000),
  );
  write("new.json", JSON.stringify(coffee(raised)));
  write("bad.json", JSON.stringify(coffee(put("offers.1.give.percentBp", 70_000))));
  write("same.json", coffeeText);
  write(
    "catalogue.csv",
    [
      "sku,barcode,name_ru,category,unit,price_minor,currency",
      "1,4817000010016,Кофе,food,pcs,2000,BYN",
      "2,4817000010023,Пиво,beer,pcs,500,BYN\n",
    ].join("\n"),
  );
  write("receipts.csv", "receipt,at,card\n1,2025-03-03T10:00:00,2900000000001\n2,2025-03-04T10:00:00,\n");
  write("lines.csv", "receipt,line,sku,qty\n1,1,1,1\n1,2,2,1\n1,3,1,1\n2,1,1,3\n");
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function packs(...words: readonly string[]) {
  const tool = join(import.meta.dirname, "../../../tools/packs.ts");
  const env = { ...process.env, INIT_CWD: dir };
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...words], { encoding: "utf8", env });
  return { status, out: stdout.replaceAll("\u00a0", " "), err: stderr };
}

describe("the pack book's worked example", () => {
  const goods = (unitPriceMinor: number, category = "drink"): PricingLine => ({
    id: category,
    category,
    flags: [],
    unitPriceMinor,
    qtyMilli: 1000,
  });
  const pay = (hasCard: boolean, ...lines: readonly PricingLine[]) => {
    const input = { at: "2026-03-02T09:00:00", lines, card: null, facts: { "buyer.hasCard": hasCard } };
    return priceBasket(coffeePack(), input).total.payableMinor;
  };

  it.each([
    [true, 2999, 2909],
    [true, 3000, 2790],
    [false, 3000, 3000],
  ])("card %s, %i costs %i", (hasCard, price, expected) => {
    expect(pay(hasCard, goods(price))).toBe(expected);
  });

  it("certificates neither count towards 30.00 nor are discounted", () => {
    expect(pay(true, goods(2000), goods(5000, "gift-certificate"))).toBe(1940 + 5000);
  });
});

describe("packs lint", () => {
  it("passes our own packs, all five, with status 0", () => {
    const files = ["beltamozh", "sport-school", "ruslom", "ad-council", "client-centric"];
    const run = packs("lint", ...files.map((id) => join(import.meta.dirname, `../../../resources/packs/${id}.json`)));
    expect(run.out).not.toContain("ERROR");
    expect(run.status).toBe(0);
  });

  it("names file, rule, clause and why in one line, and ends with 1", () => {
    const { status, out } = packs("lint", "old.json", "bad.json");
    expect(out).toBe("ERROR bad.json card-7 2: 700 % больше 100 %. Скидка задаётся в сотых процента: 5 % — это 500\n");
    expect(status).toBe(1);
  });

  it("a file that is not there is an error of its own, and the others are read", () => {
    const { status, out } = packs("lint", "none.json", "bad.json", "--lang", "en");
    expect(out.split("\n")).toHaveLength(3);
    expect(status).toBe(1);
  });

  it("speaks JSON to programs", () => {
    const rows: unknown = JSON.parse(packs("lint", "bad.json", "--json").out);
    expect(rows).toMatchObject([{ file: "bad.json", severity: "error", rule: "card-7", clause: "2" }]);
  });
});

describe("packs diff", () => {
  it("says what changes, from when, and who pays less", () => {
    const { out } = packs("diff", "old.json", "new.json");
    expect(out).toContain("версия 1 → 2, действует с 01.06.2026");
    expect(out).toContain("Изменено: Правило card-7 (п. 2) с 01.06.2026: даёт: было скидка 7 %, стало скидка 10 %");
    expect(out).toContain("Выгоднее (card-7 → card-7): 01.06.2026");
    // The receipt nearest to a hundred: 7 % and 10 % of it.
    expect(out).toContain("к оплате было 93,00, стало 90,00 (−3,00)");
    expect(out).not.toContain("Дороже");
  });

  it("says the reverse for the reverse", () => {
    const { out } = packs("diff", "new.json", "old.json", "--lang", "en");
    expect(out).toContain("Dearer (card-7 → card-7): ");
    expect(out).not.toContain("Cheaper");
  });

  it("two copies of one pack change nothing", () => {
    expect(packs("diff", "old.json", "same.json").out).toContain("Правила одинаковы");
  });

  it("a rule that is gone, and one that is new, are told whole", () => {
    writeFileSync(
      join(dir, "other.json"),
      JSON.stringify(
        coffee(addOffer({ id: "gift", lines: { fact: "line.category", is: "food" }, give: { amountMinor: 100 } })),
      ),
    );
    expect(packs("diff", "old.json", "other.json").out).toContain(
      "Новое: Правило gift (п. 9) с 01.03.2026: скидка 1,00",
    );
    expect(packs("diff", "other.json", "old.json").out).toContain("Отменено: Правило gift (п. 9)");
  });
});

describe("packs simulate", () => {
  /** Every card on the receipts is active, as in the replay: 2 × 20,00 at 5 %, beer and the rest at full price. */
  it("prices recorded receipts under the draft and the bundled pack", () => {
    const bundled = readFileSync(join(import.meta.dirname, "../../../resources/packs/beltamozh.json"), "utf8");
    const draft = JSON.parse(bundled) as { offers: { id: string; give: { percentBp: number } }[] };
    for (const { id, give } of draft.offers) if (id === "rate-2025-over-10") give.percentBp = 1000;
    writeFileSync(join(dir, "draft.json"), JSON.stringify(draft));
    const words = ["simulate", "draft.json", "--on", ".", "--growth", "5", "--profit", "50", "--cost", "20"];
    const run = packs(...words, "--html", "report.html", "--json");
    expect(JSON.parse(run.out)).toMatchObject({
      receipts: 2,
      days: 2,
      now: { grossMinor: 10_500, discountMinor: 200, payableMinor: 10_300 },
      draft: { discountMinor: 400, payableMinor: 10_100 },
      cheaper: 1,
      dearer: 0,
      byDay: [
        { day: "2025-03-03", nowMinor: 200, draftMinor: 400 },
        { day: "2025-03-04", nowMinor: 0, draftMinor: 0 },
      ],
      // 51,50 a day × 5 % × 2 days; 50 of profit on 20 of cost; 2,00 lost on takings of 101,00.
      effect: { turnoverMinor: 5150, extraMinor: 515, profitabilityBp: 25_000, breakEvenBp: 198 },
    });
    const html = readFileSync(join(dir, "report.html"), "utf8");
    expect(html).toContain("<svg");
    expect(html).toContain("Скидка по дням");
    expect(html).not.toMatch(/https?:|src=|@import|url\(/);
  });

  it("a folder with an article that the catalogue lacks is told by receipt and sku", () => {
    writeFileSync(join(dir, "lines.csv"), "receipt,line,sku,qty\n1,1,77,1\n2,1,1,1\n");
    const { status, err } = packs("simulate", "beltamozh", "--on", ".");
    expect(err).toContain("receipt 1: sku 77");
    expect(status).toBe(1);
  });
});

describe("the published schema", () => {
  it("is the one that the engine reads packs by", async () => {
    expect(readFileSync(schemaFile, "utf8")).toBe(await schemaText());
  });

  const accepts = z.fromJSONSchema(packSchema());

  it.each(["beltamozh", "sport-school"])("admits %s as written, with its readings", (id) => {
    const file = join(import.meta.dirname, `../../../resources/packs/${id}.json`);
    const { success, error } = accepts.safeParse(JSON.parse(readFileSync(file, "utf8")));
    expect(error?.issues.slice(0, 3)).toBeUndefined();
    expect(success).toBe(true);
  });

  it.each<[string, unknown]>([
    ["a rate above 100 %", coffee(put("offers.1.give.percentBp", 70_000))],
    ["a field that no pack has", coffee(put("offers.1.gives", {}))],
    ["a missing language", coffee(put("messages.rate.be", undefined))],
  ])("turns down %s", (_, pack) => {
    expect(accepts.safeParse(JSON.parse(JSON.stringify(pack))).success).toBe(false);
  });
});
