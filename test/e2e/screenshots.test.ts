// `SCREENSHOTS=1 vitest run test/e2e/screenshots.test.ts` draws the pictures of docs/screenshots anew.
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  cards,
  cashier,
  demoData,
  goods,
  manager,
  openShop,
  picture,
  says,
  shells,
  type Step,
  type Till,
  tillOf,
  weightLabel,
} from "./harness/index.ts";

const curd = "4817000010429";
const chocolate = "4817000010306";
const bag = "4817000011358";
const card = "2900000007208";

/** A weighed item, two that no discount touches, a card at 2 % that lacks little for 5 %. */
const sale: readonly Step[] = [
  ["scan", { code: goods.milk.code }],
  ["scan", { code: weightLabel("1125", 1_196) }],
  ["scan", { code: goods.beer.code }],
  ["scan", { code: goods.beer.code }],
  ["scan", { code: curd }],
  ["scan", { code: bag }],
];

const receptionist = { operatorId: "lapko", pin: "2222" } as const;

const shell = shells.find(({ name }) => name === "browser");
const asked = process.env.SCREENSHOTS === "1";

describe.runIf(asked && shell !== undefined)("pictures for the documents", () => {
  if (shell === undefined) return;
  const apps = appsPerTest(shell);
  const open = async (steps: readonly Step[] = []) => {
    const { app, till } = await apps.open(await openShop(steps));
    return { page: app.page, till };
  };

  it("of the beginning of a day", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.at("login").waitFor();
    await show(app.page, "login");
    await till.signIn(cashier);
    await till.go("shift");
    await till.at("shift-float").fill("100");
    await show(app.page, "shift-open");
    await till.press("F9");
    await till.go("sale");
    await till.at("basket").waitFor();
    await show(app.page, "till-empty");
    expect(await till.at("line").count()).toBe(0);
  });

  it("of a sale, in every theme and language", async () => {
    const { page, till } = await open(sale);
    await till.scan(card);
    await till.says("card-banner", "2 %");
    await show(page, "till-sale");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await show(page, "till-sale-1920");
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const theme of ["dark", "contrast", "light"]) {
      await choose(till, `theme-${theme}`);
      if (theme !== "light") await show(page, `till-sale-${theme}`);
    }
    for (const locale of ["en", "be", "ru"]) {
      await choose(till, `locale-${locale}`);
      if (locale !== "ru") await show(page, `till-${locale}`);
    }
    await till.line("1125").click();
    await till.press("F4");
    await till.at("why").waitFor();
    await show(page, "till-why");
    await till.press("F4");
    await till.press("F9");
    await till.type("20");
    await till.says("change", ",");
    await show(page, "till-payment");
    await till.press("Enter");
    await till.at("receipt").waitFor();
    await show(page, "till-receipt");
  });

  it("of a refused card and of a card as a gift", async () => {
    const refused = await open(sale);
    await refused.till.scan(cards.lost);
    await refused.till.at("refusal").waitFor();
    await show(refused.page, "till-refused");
    const gift = await open([
      ["addLine", { sku: goods.coffee.sku, qtyMilli: 8_000 }],
      ["scan", { code: curd }],
    ]);
    await gift.till.scan(goods.milk.code);
    await gift.till.at("offer").waitFor();
    await show(gift.page, "till-gift-card");
    expect(await gift.till.at("refusal").count()).toBe(0);
  });

  it("of baskets put aside, of a search and of a basket found after a power cut", async () => {
    const data = await openShop([
      ...sale,
      ["suspendBasket", {}],
      ["addLine", { sku: goods.coffee.sku }],
      ["suspendBasket", {}],
    ]);
    const { app, till } = await apps.open(data);
    await till.press("F6");
    await till.at("suspended-row").first().waitFor();
    await show(app.page, "till-suspended");
    await till.press("Escape");
    for (const code of [goods.milk.code, chocolate, curd, card]) await till.scan(code);
    await till.says("card-banner", "2 %");
    await till.typeRussian("сыр");
    await till.at("search-result").first().waitFor();
    await show(app.page, "till-search");
    await apps.kill(app);
    const again = await apps.open(data);
    await again.till.says("scan-echo", "восстановлен");
    await show(again.app.page, "till-recovered");
  });

  it("of a reception: services with family proof, a stay night by night, an order", async () => {
    const data = await demoData([
      ["chooseWorkplace", { id: "school" }],
      ["signIn", receptionist],
      ["openShift", { floatMinor: 500_000 }],
    ]);
    const { page } = await apps.launch(data);
    const till = tillOf(page);
    await till.signIn(receptionist);
    await till.at("fact-client.id").fill("Антонов С.");
    for (let count = 0; count < 2; count += 1) {
      await till.press("F2");
      await till.type("бассейн, 3");
      await till.at("item-CARD-POOL-03").click();
    }
    await till.at("section-toggle-0").click();
    await till.at("fact-household.members").fill("Антонова М.");
    await till.press("Enter");
    await till.at("fact-household.documents").check({ force: true });
    await till.says("total", "16 200,00");
    await show(page, "reception-services");
    await till.press("F6");
    await till.at("order-row").first().waitFor();
    await show(page, "reception-orders");
    await till.go("stays");
    await till.at("fact-client.id").fill("Антонов Сергей Павлович");
    await till.at("room").selectOption("V-STD");
    await till.at("fact-stay.checkIn").fill("4.6.2026");
    await till.at("fact-stay.nights").fill("4");
    await till.at("fact-stay.visit").fill("3");
    await till.at("fact-stay.contract").check({ force: true });
    await till.says("total", "10 000,00");
    await show(page, "reception-stay-form");
    await till.press("Escape");
    await show(page, "reception-stay");
    for (const theme of ["dark", "contrast", "light"]) {
      await choose(till, `theme-${theme}`);
      if (theme !== "light") await show(page, `reception-stay-${theme}`);
    }
    await page.setViewportSize({ width: 1024, height: 768 });
    await show(page, "reception-stay-1024");
    await page.setViewportSize({ width: 1280, height: 800 });
    await till.press("F9");
    await till.at("booked").waitFor();
    await show(page, "reception-booked");
    expect(await till.at("booked-total").count()).toBe(1);
  });

  it("of the office: shift, receipts, cards, catalogue, settings, journal", async () => {
    const { page, till } = await open(sale);
    await till.scan(card);
    await pay(till, "F5");
    for (const code of [goods.coffee.code, goods.milk.code, cards.active]) await till.scan(code);
    await till.says("card-banner", "5 %");
    await pay(till, "F6");
    await till.scan(chocolate);
    await pay(till, "F6");
    await till.lock();
    await till.signIn(manager);
    await till.go("returns");
    await till.at("receipt-row").nth(1).click();
    await till.at("receipt-view").waitFor();
    await till.press("F9");
    await till.at("return-line").first().getByRole("button").last().click();
    await till.at("return-reason-quality").click();
    await till.says("refund-total", /\d/);
    await show(page, "returns");
    await till.go("cards");
    await till.scan(card);
    await till.at("card-view").waitFor();
    await till.at("block-source").fill("Звонок владельца, 14:06");
    await show(page, "cards-block");
    await choose(till, "catalogue", "section-more");
    await till.at("catalogue-drop").locator("input[type=file]").setInputFiles(faulty);
    await till.at("import-errors").waitFor();
    await show(page, "catalogue-preview-errors");
    await choose(till, "settings", "section-more");
    await page.getByText("Сканер", { exact: true }).first().click();
    await till.at("scanner-test").waitFor();
    await till.scan(card);
    await till.says("scanner-result", card);
    await show(page, "settings-scanner");
    await choose(till, "journal", "section-more");
    await till.at("journal-row").first().waitFor();
    await show(page, "journal");
    await till.go("shift");
    await says(till.at("shift-figures"), "Выручка");
    await show(page, "shift");
    await till.press("F8");
    await till.at("count-sum").click();
    const due = /Должно быть\D*([\d ]+,\d\d)/i.exec((await page.locator("main").textContent()) ?? "")?.[1] ?? "";
    await till.at("counted-sum").fill(due);
    await till.at("z-report").click();
    await says(page.locator("body"), "Z-отчёт № 1");
    await show(page, "shift-z");
    expect(due).not.toBe("");
  });
});

/** A catalogue as it comes from a tired hand: a price in words, a letter in a barcode, the same article twice. */
const faulty = {
  name: "catalogue.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [
      "sku,barcode,name_ru,name_en,category,unit,price_minor,currency,flags",
      "1002,4817000010023,Молоко ультрапастеризованное,UHT-milk,food,pcs,249,BYN,",
      "1013,4817000010139,Пиво бутылочное,bottled beer,beer,pcs,дорого,BYN,",
      "1042,48170000I0429,Творог,curd,food,pcs,389,BYN,",
      "1002,4817000010023,Молоко,milk,food,pcs,199,BYN,",
      "1043,4817000010436,Творожный сыр,curd cheese,food,pcs,599,USD,",
      "1036,4817000010368,Кофе молотый,coffee,food,pcs,-1,BYN,",
    ].join("\n"),
  ),
};

async function pay(till: Till, tender: string): Promise<void> {
  await till.press("F9");
  await till.press(tender);
  await till.press("Enter");
  await till.at("receipt").waitFor();
  await till.press("F9");
  await till.at("basket").waitFor();
}

/** An entry of the operator's menu, or of another one. */
async function choose(till: Till, entry: string, menu = "operator"): Promise<void> {
  await till.at(menu).click();
  await till.at(`menu-${entry}`).click();
}

async function show(page: Page, name: string): Promise<void> {
  await rest(page);
  await picture(page, name);
}

/** The mouse points at nothing and the flash of the last scan is over. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
}
