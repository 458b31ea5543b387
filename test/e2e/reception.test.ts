import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  ask,
  demoData,
  expectAccessible,
  expectQuiet,
  says,
  shells,
  tillOf,
  type Data,
  type Step,
  type Till,
} from "./harness/index.ts";

const receptionist = { operatorId: "lapko", pin: "2222" } as const;

/** The school's desk of the demo at work: a shift is open, four orders of the director are in force. */
function openReception(steps: readonly Step[] = []): Promise<Data> {
  return demoData([
    ["chooseWorkplace", { id: "school" }],
    ["signIn", receptionist],
    ["openShift", { floatMinor: 500_000 }],
    ...steps,
  ]);
}

/** By keyboard: the list is open, the word finds it, Enter takes it. */
async function addService(till: Till, word: string, sku: string): Promise<void> {
  await till.press("F2");
  await till.type(word);
  await says(till.at("price-list").getByRole("option", { selected: true }), /3 месяца/);
  await till.at(`item-${sku}`).waitFor();
  await till.press("Enter");
}

describe.each(shells)("the reception, in $name", (shell) => {
  const apps = appsPerTest(shell);
  const open = async (data: Data) => {
    const app = await apps.launch(data);
    const till = tillOf(app.page);
    await till.signIn(receptionist);
    await till.at("price-list").waitFor();
    return { app, till };
  };

  it("sells a family's club cards with proof, by the director's order, once however often it is pressed", async () => {
    const data = await openReception();
    const { app, till } = await open(data);
    await till.at("fact-client.id").fill("Антонов С.");
    await till.press("Enter");
    for (let cards = 0; cards < 2; cards += 1) await addService(till, "бассейн, 3", "CARD-POOL-03");
    await till.at("section-toggle-0").click();
    await till.at("fact-household.members").fill("Антонова М.");
    await till.press("Enter");
    await till.says("missing-evidence", "выгода ещё 1 800,00, п. 4.2");
    await till.says("total", "18 000,00");
    await expectAccessible(app.page);
    await till.at("fact-household.documents").check({ force: true });
    await till.says("total", "16 200,00");
    await till.says("desk-why", "Семья. Выгода 900,00, п. 4.2");
    await till.press("F9");
    await till.at("payment").waitFor();
    await till.press("Enter");
    await app.page.keyboard.press("Enter");
    await till.says("receipt", "Чек 1 сохранён");
    await till.says("receipt-paper", "10 %, п. 4.2");
    // The second half of a double press must not take the change out of view.
    await app.page.waitForTimeout(800);
    await till.press("F9");
    await till.at("price-list").waitFor();
    expectQuiet(app);
    await apps.close(app);
    expect(await ask(data, "listReceipts", {})).toMatchObject([{ payableMinor: 1_620_000, positions: 2 }]);
  });

  it("records an order with the manager's PIN; one above the document's bound is refused with its clause", async () => {
    const { app, till } = await open(await openReception());
    await till.press("F6");
    await till.at("order-form").waitFor();
    await till.at("order-kind").selectOption("4.5");
    const fields = {
      "order-number": "31-р",
      "order-date": "14.06.2026",
      "order-value": "25",
      "order-from": "01.07.2026",
      "order-to": "20.07.2036",
      "order-submittedOn": "10.06.2026",
      "order-decidedOn": "14.06.2026",
      "order-responsible": "Дёмина О.",
    };
    for (const [field, text] of Object.entries(fields)) await till.at(field).fill(text);
    for (const who of ["deputy-director", "chief-accountant", "economist"]) {
      await till.at(`order-sign-${who}`).fill("12.06.2026");
    }
    await till.at("option-pool").click();
    for (const place of ["site", "social", "reception", "consumer-corner"]) await till.at(`option-${place}`).click();
    await expectAccessible(app.page);
    await till.press("F9");
    await till.at("override-moroz").click();
    await till.at("override-pin").fill("3333");
    await till.at("override-give").click();
    await till.says("problem", "Срок акции вне пределов, п. 5; Приказ вне пределов, п. 5");
    await expectAccessible(app.page);
    expect(await till.at("order-row").count()).toBe(4);
    expectQuiet(app);
  });

  it("quotes a stay night by night, says why the others lost, and books it once", async () => {
    const data = await openReception();
    const { app, till } = await open(data);
    await till.go("stays");
    await till.at("fact-client.id").fill("Антонов Сергей Павлович");
    await till.at("room").selectOption("V-STD");
    await till.at("fact-stay.checkIn").fill("4.6.2026");
    await till.at("fact-stay.nights").fill("4");
    await till.at("fact-stay.visit").fill("3");
    await till.says("total", "13 600,00");
    await till.at("fact-stay.contract").check({ force: true });
    await till.says("total", "10 000,00");
    await till.press("Escape");
    await till.says("nights", "п. 6.1, 6.23-я ночь 40 % + 4-я ночь 60 %");
    await says(till.at("night").nth(2), "Сб, 6 июня3 600,0040 %−1 440,00−540,00−252,002 160,00");
    await till.says("desk-why", "Выходные 15 %. Меньше на 2 520,00, п. 6.4");
    await till.says("desk-why", "Genius 10 %. Только Genius на booking.com, п. 6.10");
    await till.at("choice-bonus").click();
    await till.says("total", "13 600,00");
    await till.at("choice-discount").click();
    await till.says("total", "10 000,00");
    await expectAccessible(app.page);
    await till.press("F9");
    await app.page.keyboard.press("F9");
    await till.says("booked", "Бронь № 1 записана");
    await expectAccessible(app.page);
    expectQuiet(app);
    await apps.close(app);
    expect(await ask(data, "listShifts", {})).toEqual([]);
  });

  it("takes a stay by keyboard: Enter goes on, a typed figure replaces the first, the room comes last", async () => {
    const { app, till } = await open(await openReception());
    await till.go("stays");
    await till.typeRussian("антонов");
    await till.press("Enter");
    for (const answer of ["3", "04062026", "4"]) {
      await till.type(answer);
      await till.press("Enter");
    }
    await till.press("Enter");
    await till.press("Space");
    await till.press("Enter");
    expect(await till.at("fact-stay.visit").inputValue()).toBe("3");
    expect(await till.at("fact-stay.nights").inputValue()).toBe("4");
    await expect.poll(() => till.at("room").evaluate((room) => room === document.activeElement)).toBe(true);
    await till.press("ArrowDown");
    await till.says("total", /[1-9]/);
    await till.press("F9");
    await till.says("booked", "Бронь № 1 записана");
    expectQuiet(app);
  });

  it("without a shift it quotes and says what to do; with nothing chosen it says where to begin", async () => {
    const data = await demoData([
      ["chooseWorkplace", { id: "school" }],
      ["signIn", receptionist],
    ]);
    const { app, till } = await open(data);
    await till.says("desk-action", "Заполните: Клиент");
    await till.at("fact-client.id").fill("Антонов С.");
    await addService(till, "бассейн, 3", "CARD-POOL-03");
    await till.says("desk-action", "Смена не открыта");
    await till.at("open-shift").click();
    await till.at("shift-float").waitFor();
    await till.go("services");
    await till.at("service-line").waitFor();
    expectQuiet(app);
  });
});
