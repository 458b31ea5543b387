import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { numberAt } from "../../core/stock/index.ts";
import { startHq, type RunningHq } from "../../hq/server/index.ts";
import { findChromium } from "../../tools/runtimes.ts";
import { buildConsole } from "../../tools/start/build-if-stale.ts";
import { expectAccessible, picture } from "./harness/index.ts";

const found = await findChromium();
const dir = mkdtempSync(join(tmpdir(), "stock-journey-"));
const cards = (from: number, count: number): string =>
  `${numberAt("2900000064416", "gtin", from)}-${numberAt("2900000064416", "gtin", from + count - 1)}`;

type Office = { readonly hq: RunningHq; readonly browser: Browser; readonly page: Page; readonly problems: string[] };
const opened: Office[] = [];

function office(): Office {
  const [first] = opened;
  if (first === undefined) throw new Error("head office is not open");
  return first;
}

const at = (id: string) => office().page.getByTestId(id);

async function open(): Promise<Office> {
  if ("missing" in found) throw new Error(found.missing);
  if (!buildConsole()) throw new Error("the pages could not be built");
  const folders = { pagesDir: resolve("out/hq-console"), resourcesDir: resolve("resources") };
  const hq = await startHq({ dir, host: "127.0.0.1", port: 0, log: () => undefined, ...folders });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: found.path, args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "ru-RU" });
  page.setDefaultTimeout(60_000);
  const problems: string[] = [];
  page.on("console", (message) => {
    // A refusal is an answer of head office that the browser writes down as an error of the network.
    const isRefusal = message.text().includes("409");
    if (["error", "warning"].includes(message.type()) && !isRefusal) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  return { hq, browser, page, problems };
}

const tab = (name: string) => at(`stock-${name}`).click();
const holding = (name: string) => at("holding").filter({ hasText: name }).first();

/** What the row of a holder says it has. */
async function countAt(name: string): Promise<string> {
  await tab("holdings");
  return (await holding(name).locator("td").last().innerText()).trim();
}

async function addPlace(name: string, head: string): Promise<void> {
  await at("new-place").click();
  await at("place-name").fill(name);
  await at("place-head").fill(head);
  await office().page.keyboard.press("F9");
  await office().page.getByText(name, { exact: true }).first().waitFor();
}

async function addRevenue(name: string, amount: string): Promise<void> {
  await at("new-revenue").click();
  await at("organisation-name").fill(name);
  await at("revenue-amount").fill(amount);
  await at("statement").fill("справка 7");
  await office().page.keyboard.press("F9");
  await at("due").filter({ hasText: name }).waitFor();
}

describe.skipIf("missing" in found)("card stock in head office's console", () => {
  beforeAll(async () => void opened.push(await open()), 180_000);
  afterAll(async () => {
    for (const { browser, hq } of opened) {
      await browser.close();
      await hq.stop();
    }
    rmSync(dir, { recursive: true, force: true });
  });

  it("begins with stores and responsible persons", async () => {
    const { hq, page } = office();
    await page.goto(hq.firstLink ?? "");
    await at("name").fill("Лукина Елена");
    await at("password").fill("длинный пароль");
    await at("repeat").fill("длинный пароль");
    await page.keyboard.press("Enter");
    await at("place-stock").click();
    await at("stock-registers").waitFor();
    await picture(page, "hq-stock-empty");
    await expectAccessible(page);
    await tab("registers");
    await addPlace("УТИМ", "Ковалёв А. А.");
    await addPlace("Минский филиал", "Гончар С. П.");
    await at("new-person").click();
    await at("person-name").fill("Лапко Нина Ивановна");
    await at("person-order").fill("12-к");
    await at("person-from").fill("09.01.2026");
    await page.keyboard.press("F9");
    await page.getByText("приказ № 12-к").waitFor();
    await expectAccessible(page);
    await picture(page, "hq-stock-registers");
  });

  it("receives a lot from the printer, and says what does not fit", async () => {
    const { page } = office();
    await tab("holdings");
    await at("stock-receive").click();
    await at("no").fill("ТН-1");
    await at("numbers").fill(cards(0, 100));
    await at("quantity").fill("10");
    await page.keyboard.press("F9");
    await at("stock-refused").waitFor();
    expect(await at("stock-refused").innerText()).toContain("Указано 10, а по номерам карт 100: сверьте (п. 32)");
    await picture(page, "hq-stock-refused");
    await expectAccessible(page);
    await at("quantity").fill("100");
    await page.keyboard.press("F9");
    await expect.poll(() => countAt("УТИМ")).toBe("100");
  });

  it("sends a waybill, prints it, counts it with a difference and resolves that", async () => {
    const { page } = office();
    await holding("УТИМ").click();
    await at("do-send").click();
    await at("to").selectOption({ label: "Минский филиал" });
    await at("no").fill("15");
    await at("numbers").fill(cards(0, 10));
    await picture(page, "hq-stock-waybill");
    await page.keyboard.press("F9");
    await at("sheet").waitFor();
    expect(await at("sheet").innerText()).toContain("Накладная № 15");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await at("paper-next").click();
    await at("numbers").fill(cards(0, 8));
    await at("receiver").fill("Лапко Н. И.");
    await picture(page, "hq-stock-count");
    await page.keyboard.press("F9");
    await page.getByText("Принята с расхождением").first().waitFor();
    await tab("differences");
    await at("difference").first().click();
    await at("book-to").selectOption({ label: "УТИМ" });
    await at("settle-stock-reason").fill("Две карты остались в сейфе");
    await picture(page, "hq-stock-differences");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.getByText("Всё разобрано").waitFor();
    await expect.poll(() => countAt("УТИМ")).toBe("92");
    expect(await countAt("Минский филиал")).toBe("8");
  });

  it("counts what organisations are due and asks for it by annex 1", async () => {
    const { page } = office();
    await tab("due");
    await addRevenue("ООО «Альфа-Транс»", "50000");
    await addRevenue("ЗАО «Бета»", "123456,78");
    await addRevenue("ИП «Гамма»", "49999,99");
    await at("due").first().click();
    await picture(page, "hq-stock-due");
    await expectAccessible(page);
    await at("new-request").click();
    await at("no").fill("З-1");
    await at("addressee").fill("Ковалёву А. А.");
    await page.keyboard.press("F9");
    await at("sheet").waitFor();
    expect(await at("sheet").innerText()).toContain("скидочных карт: 7.");
    await picture(page, "hq-stock-annex-1");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it("sends them on the request, hands them out and reports by annex 2", async () => {
    const { page } = office();
    await page.keyboard.press("Escape");
    await at("paper-next").click();
    await at("no").fill("16");
    await at("numbers").fill(cards(20, 7));
    await page.keyboard.press("F9");
    await at("sheet").waitFor();
    await page.keyboard.press("Escape");
    await at("paper-next").click();
    await at("count-all").click();
    await at("receiver").fill("Лапко Н. И.");
    await page.keyboard.press("F9");
    await page.getByText("Принята", { exact: true }).first().waitFor();
    for (const [organisation, numbers] of [
      [1, cards(20, 4)],
      [3, cards(24, 3)],
    ] as const) {
      await tab("holdings");
      await holding("Лапко").click();
      await at("do-handOut").click();
      await expect.poll(() => at("organisation").locator("option").count()).toBe(4);
      await at("organisation").selectOption({ index: organisation });
      await at("numbers").fill(numbers);
      await page.keyboard.press("F9");
      await at("do-handOut").waitFor();
    }
    await at("do-report").click();
    await at("no").fill("О-1");
    await expect.poll(() => at("draft-cards").innerText()).toContain("7");
    await picture(page, "hq-stock-report");
    await page.keyboard.press("F9");
    await at("sheet").waitFor();
    await picture(page, "hq-stock-annex-2");
    expect(await at("sheet").locator("tbody tr").count()).toBe(2);
  });

  it("shows what is overdue, and nothing once the act is written", async () => {
    const { page } = office();
    await page.keyboard.press("Escape");
    await tab("duties");
    await at("duty-case").waitFor();
    expect(await at("duty-case").locator("tr[data-state=overdue]").count()).toBe(1);
    await picture(page, "hq-stock-duties");
    await expectAccessible(page);
    await page.goBack();
    await at("paper-next").click();
    await at("no").fill("А-1");
    await page.keyboard.press("F9");
    await at("sheet").waitFor();
    expect(await at("sheet").innerText()).toContain("Списывается скидочных карт: 7");
    await page.keyboard.press("Escape");
    await tab("duties");
    await page.getByText("Сроков сейчас нет").waitFor();
  });

  it("tells every movement, by search and as a table for a spreadsheet, in three languages", async () => {
    const { page, problems } = office();
    await tab("holdings");
    await holding("Минский").click();
    await at("ranges").waitFor();
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
    await picture(page, "hq-stock-1920-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await picture(page, "hq-stock-1920");
    await page.setViewportSize({ width: 1280, height: 800 });
    await picture(page, "hq-stock");
    await tab("moves");
    await at("moves").waitFor();
    await picture(page, "hq-stock-moves");
    await expectAccessible(page);
    await at("moves-search").fill("гамма");
    await page.getByText("Ничего не нашлось").waitFor();
    await at("moves-search").fill("альфа");
    await expect.poll(() => at("moves").locator("tbody tr").count()).toBe(1);
    const [download] = await Promise.all([page.waitForEvent("download"), at("moves-csv").click()]);
    const table = readFileSync(await download.path(), "utf8").split("\r\n");
    expect(table[0]).toBe("\uFEFFДата;Что;Откуда;Куда;Номера карт;Карт;Бумага или кому;Кто записал");
    expect(table[1]).toContain(";Выдача;Лапко Нина Ивановна;");
    expect(table).toHaveLength(3);
    for (const [language, word] of [
      ["Бел", "Рухі"],
      ["Eng", "Movements"],
    ] as const) {
      await page.getByRole("radio", { name: language }).click();
      await page.getByRole("radio", { name: word }).waitFor();
    }
    expect(problems).toEqual([]);
  });
});
