import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  demoData,
  expectAccessible,
  expectQuiet,
  manager,
  picture,
  says,
  shells,
  tillOf,
  type Till,
} from "./harness/index.ts";

const receptionist = { operatorId: "lapko", pin: "2222" } as const;
const cards = { silver: "7700000318", gold: "7700000021", blocked: "7700000412" } as const;

describe.each(shells)("members and fees at the reception, in $name", (shell) => {
  const apps = appsPerTest(shell);
  const open = async () => {
    const app = await apps.launch(await demoData([["chooseWorkplace", { id: "association" }]]));
    const till = tillOf(app.page);
    await till.signIn(receptionist);
    await till.at("member-search").waitFor();
    return { app, till };
  };
  const benefit = (till: Till, entitlement: string) =>
    till.at("benefit").and(till.at("benefit").page().locator(`[data-entitlement="${entitlement}"]`));
  /** A date as the field keeps it, whatever language it shows. */
  const daysFromToday = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it("redeems two places by keyboard alone, once however often Enter is pressed, and takes them back", async () => {
    const { app, till } = await open();
    await till.typeRussian("втор");
    await expect.poll(() => till.at("member-row").count()).toBe(1);
    await till.press("Enter");
    await till.says("member-status", "Серебряный");
    await till.press("ArrowDown");
    await says(benefit(till, "seminar"), "5 из 8");
    await till.says("left-then", "2");
    await till.press("2");
    await till.says("left-then", "1");
    await till.says("redeem", "Записать 2 человек");
    await expectAccessible(app.page);
    await picture(app.page, "member");
    await till.press("Enter");
    await app.page.keyboard.press("Enter");
    await app.page.keyboard.press("Enter");
    await till.says("booked", "Записано 2 человека");
    await says(benefit(till, "seminar"), "7 из 8");
    await picture(app.page, "member-booked");
    await till.press("Control+z");
    await says(benefit(till, "seminar"), "5 из 8");
    await till.press("F3");
    await till.says("member-entry", "Отменено: Консультационные семинары");
    await expectAccessible(app.page);
    expectQuiet(app);
  });

  it("says of too many what can be had and when there is more, and takes the rest by touch", async () => {
    const { app, till } = await open();
    await till.scan(cards.silver);
    await benefit(till, "seminar").click();
    await till.at("redeem-units").fill("9");
    await till.says("refusal", "Осталось меньше, чем вы просите: 3");
    await till.says("refusal", "строка 3 таблицы льгот");
    await till.says("refusal", `Новые места — с 01.01.${new Date().getFullYear() + 1}`);
    await expectAccessible(app.page);
    await picture(app.page, "member-refused");
    await till.at("take-rest").click();
    await till.at("redeem-naming").click();
    await till.at("redeem-names").fill("Орлова А. П., Ким Р., Тарас Е., Лис О.");
    await till.says("redeem", "Имён больше, чем мест");
    await till.at("redeem-names").fill("Орлова А. П., Ким Р.");
    await till.at("redeem").click();
    await till.says("booked", "Записано 3 человека");
    await till.at("redeem-undo").click();
    await says(benefit(till, "seminar"), "5 из 8");
    await till.press("F3");
    await till.says("member-entry", "Орлова А. П., Ким Р.");
    expectQuiet(app);
  });

  it("finds a member by its card; a blocked one says so, and the benefits are granted by a document", async () => {
    const { app, till } = await open();
    await till.scan(cards.blocked);
    await till.says("blocked-card", "Карта ··0412 заблокирована");
    await till.says("member-status", "Решение: Правление, № 12");
    await expectAccessible(app.page);
    await till.at("without-card").click();
    await till.press("F7");
    await till.says("member-invitations", "на 1 представителя");
    await till.says("member-invitations", "Эта льгота в ваш статус не входит");
    await expectAccessible(app.page);
    await till.press("Escape");
    await till.at("redeem").click();
    await till.says("booked", "Записан 1 человек");
    await till.press("F9");
    await till.at("member-search").waitFor();
    await till.scan("7700009999");
    await till.says("problem", "Карта ··9999 не выдана ни одному члену");
    expectQuiet(app);
  });

  it("tells the member on screen in the language that is chosen beside it", async () => {
    const { app, till } = await open();
    await till.scan(cards.silver);
    await says(benefit(till, "seminar"), "Консультационные семинары");
    await till.at("operator").click();
    await till.at("menu-locale-en").click();
    await says(benefit(till, "seminar"), "Consulting seminars");
    await till.says("member-status", "Silver");
    await till.press("Escape");
    await says(till.at("member-row").first(), "Silver");
    expectQuiet(app);
  });

  it("lets a manager load members from a file, add one and say that its debt is paid", async () => {
    const { app, till } = await open();
    await till.lock();
    await till.signIn(manager);
    await till.at("member-search").waitFor();
    const csv = "member,name,joined,arrears\n0500,ООО «Полиметалл-Юг»,2019-05-20,yes\n";
    const file = { name: "members.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
    await till.at("members-file").setInputFiles({ ...file, buffer: Buffer.from("number\n1\n") });
    await till.says("problem", "нужны столбцы member, name, joined");
    await till.at("members-file").setInputFiles(file);
    await expect.poll(() => till.at("member-row").filter({ hasText: "Полиметалл" }).count()).toBe(1);
    await till.press("F7");
    await till.at("record-number").fill("0501");
    await till.at("record-name").fill("АО «Новый член»");
    await till.at("record-joined").fill("2014-03-01");
    await expectAccessible(app.page);
    await till.press("F9");
    await till.says("member-status", "Золотой");
    await till.press("Escape");
    await till.typeRussian("полим");
    await expect.poll(() => till.at("member-row").count()).toBe(1);
    await till.press("Enter");
    await till.says("member-notice", "задолженность");
    await till.press("F6");
    await till.at("arrears-no").click();
    await till.press("F9");
    await expect.poll(() => till.at("member-notice").count()).toBe(0);
    expectQuiet(app);
  });

  it("counts places at a meeting apart for the vote and for delegates", async () => {
    const { till } = await open();
    await till.scan(cards.gold);
    await benefit(till, "general_meeting").click();
    await till.says("left-then", "0");
    await till.at("role-voting").click();
    await till.says("refusal", "уже есть представитель с правом голоса");
  });

  it("computes a fee with its deadlines and keeps the application until the last payment", async () => {
    const { app, till } = await open();
    await till.go("fees");
    await till.at("fee-name").fill("ООО «Новая реклама»");
    for (const answer of ["applicant_type-sole_trader", "category-individual", "status-distributor"]) {
      await till.at(`fact-${answer}`).click();
    }
    await till.at("fact-registered_media-yes").click();
    await till.says("fee-hint", "с ним взнос 3 000,00");
    await till.says("fee-total", "8 000,00");
    await expectAccessible(app.page);
    await till.at("fact-media_certificate-yes").click();
    await till.says("fee-total", "6 000,00");
    await till.says("fee-row", "п. 6.2.3.2");
    await picture(app.page, "fee");
    for (const paper of ["application", "registration_proof"]) await till.at(`paper-${paper}`).click();
    await till.press("F9");
    await till.says("fee-state", "Заявления ещё нет");
    await till.at("step-date").fill(daysFromToday(-30));
    await till.press("F9");
    await till.says("fee-state", "Документы проверяются");
    await till.at("step-date").fill(daysFromToday(-3));
    await till.press("F9");
    await till.says("step-save", "Уведомление отправлено");
    await till.press("F9");
    await till.says("step-save", "Уведомление получено");
    await till.press("F9");
    await till.says("fee-state", "Ждём оплату");
    await till.says("fee-total", "6 000,00");
    await expectAccessible(app.page);
    for (const left of ["3 000,00", "6 000,00"]) {
      await till.press("F9");
      await till.says("fee-total", left);
    }
    await till.says("fee-state", "Член ассоциации с");
    expectQuiet(app);
  });

  it("lists applications by their nearest deadline and refuses in the words of the rules", async () => {
    const { app, till } = await open();
    await till.go("fees");
    await till.at("fee-name").waitFor();
    await till.press("F6");
    await till.says("application-row", "Проверка документов — до");
    await picture(app.page, "fee-applications");
    await till.press("Enter");
    await till.says("timeline-row", "Документы получены");
    await picture(app.page, "fee-application");
    await till.at("step-save").click();
    await till.says("problem", "Привилегированное членство решает только общее собрание");
    await expectAccessible(app.page);
    await till.at("decider-general_meeting").click();
    await till.at("step-save").click();
    await till.says("fee-state", "Принят, ждёт уведомления");
    expectQuiet(app);
  });
});
