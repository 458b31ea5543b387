import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  cards,
  cashier,
  demoData,
  expectQuiet,
  goods,
  manager,
  openShop,
  shells,
  tillOf,
  type Step,
  type Till,
  weightLabel,
} from "./harness/index.ts";

/** A line of each kind: discounted, excluded, weighed. */
const threeLines: readonly Step[] = [
  ["scan", { code: goods.milk.code }],
  ["scan", { code: goods.beer.code }],
  ["scan", { code: weightLabel(goods.beef.sku, 1_196) }],
];

describe.each(shells)("keys and dialogs in $name", (shell) => {
  const apps = appsPerTest(shell);

  it("give every key to the dialog on top: no key of the screen under it acts, Escape closes it", async () => {
    const { app, till } = await apps.open(await openShop(threeLines));
    await till.press("Control+k");
    await till.at("palette").waitFor();
    for (const key of ["F3", "F7", "F9", "Delete"]) await till.press(key);
    expect(await till.at("quantity-panel").count()).toBe(0);
    expect(await till.at("card-panel").count()).toBe(0);
    expect(await till.at("payment").count()).toBe(0);
    expect(await till.at("line").count()).toBe(3);
    await till.press("Escape");
    await till.at("palette").waitFor({ state: "detached" });
    await till.press("F9");
    await till.at("payment").waitFor();
    expectQuiet(app);
  });

  it("close a manager's consent with Escape, and nothing has been done", async () => {
    const { till } = await apps.open(await openShop());
    await till.go("cards");
    await till.scan(cards.active);
    await till.at("card-view").waitFor();
    await till.at("block-source").fill("Звонок владельца");
    await till.press("Control+Enter");
    await till.at("override").waitFor();
    await till.press("F9");
    await till.press("Escape");
    await till.at("override").waitFor({ state: "detached" });
    await till.says("card-state", "Действует");
  });

  it("lock the till with Ctrl+L, from a field too", async () => {
    const { till } = await apps.open(await openShop(threeLines));
    await till.press("F2");
    await till.press("Control+l");
    await till.at("login").waitFor();
    await till.signIn(manager);
    expect(await till.at("line").count()).toBe(3);
  });

  it("sell without a mouse: sign in, goods, card, cash, next customer", async () => {
    const { app, till } = await apps.open(await openShop());
    await till.scan(goods.milk.code);
    await till.press("F3");
    await till.type("2");
    await till.press("Enter");
    await till.scan(cards.active);
    await till.says("card-banner", "2 %");
    await till.press("F9");
    await till.press("F5");
    await till.type("5");
    await till.press("Enter");
    await till.says("receipt", "Чек 1");
    await till.press("F9");
    await till.at("basket").waitFor();
    expectQuiet(app);
  });
});

const windows = [
  { width: 1024, height: 768, zoom: 100 },
  { width: 1024, height: 768, zoom: 200 },
  { width: 1280, height: 800, zoom: 100 },
  { width: 1280, height: 800, zoom: 150 },
  { width: 1920, height: 1080, zoom: 100 },
] as const;

const [shell] = shells;
if (shell === undefined) throw new Error("no shell to look at the screens in");

describe("the screens", () => {
  const apps = appsPerTest(shell);

  it.each(["ru", "be", "en"] as const)(
    "keep their words whole and apart and their targets big at every size in %s",
    async (locale) => {
      const app = await apps.launch(await openShop([...threeLines, ["setLocale", { locale }]]));
      const till = tillOf(app.page);
      await till.signIn(manager);
      const faults: string[] = [];
      for (const { zoom, ...size } of windows) {
        const look = async (what: string): Promise<void> => {
          const found = [...(await faultsOfText(app.page)), ...(await faultsOfControls(app.page))];
          faults.push(...found.map((fault) => `${size.width} at ${zoom} %, ${what}: ${fault}`));
        };
        await app.page.setViewportSize(size);
        await app.page.evaluate(`document.documentElement.style.fontSize = "${(16 * zoom) / 100}px"`);
        for (const section of ["cards", "returns", "shift", "catalogue", "settings", "sale"]) {
          await open(till, section);
          await look(section);
        }
        for (const key of ["F3", "F4", "F7", "F9"]) {
          await till.press(key);
          await look(`sale, ${key}`);
          await till.press("Escape");
        }
        await till.scan(cards.lost);
        await till.at("refusal").waitFor();
        await look("a refused card");
        await till.press("Enter");
      }
      expect(faults).toEqual([]);
    },
    90_000,
  );

  it("move nothing when a code is scanned, a card comes, is refused or taken off", async () => {
    const { app, till } = await apps.open(await openShop(threeLines));
    const still = ["scan-bar", "total", "saving", "pay", "action-find", "section-sale"];
    const before = await boxes(app.page, still);
    const firstRow = await boxes(app.page, ["line"]);
    for (const code of [goods.milk.code, cards.active, goods.coffee.code, "4817000010024", cards.another, cards.lost]) {
      await till.scan(code);
      await app.page.waitForTimeout(400);
      expect(await boxes(app.page, still), code).toEqual(before);
      expect(await boxes(app.page, ["line"]), code).toEqual(firstRow);
    }
  });

  it("keep the place of a notice free: it covers nothing and goes with the section", async () => {
    const app = await apps.launch(await openShop());
    const till = tillOf(app.page);
    await till.signIn(manager);
    await open(till, "journal");
    const main = app.page.locator("main");
    const before = await main.boundingBox();
    await till.scan(goods.milk.code);
    const notice = till.at("notice");
    await notice.waitFor();
    expect(await main.boundingBox()).toEqual(before);
    const { y } = (await notice.boundingBox()) ?? { y: 0 };
    expect(y).toBeGreaterThanOrEqual((before?.y ?? 0) + (before?.height ?? 0));
    await till.go("returns");
    await expect.poll(() => notice.count()).toBe(0);
  });

  it("let a theme be chosen before signing in and by a cashier", async () => {
    const app = await apps.launch(await demoData());
    const theme = (): Promise<string | null> => app.page.locator("html").getAttribute("data-theme");
    await app.page.getByText("Тёмный", { exact: true }).click();
    await expect.poll(theme).toBe("dark");
    await app.page.keyboard.type(cashier.pin);
    await app.page.keyboard.press("Enter");
    await app.page.getByTestId("operator").click();
    await app.page.getByTestId("menu-theme-contrast").click();
    await expect.poll(theme).toBe("contrast");
    expectQuiet(app);
  });
});

async function open(till: Till, section: string): Promise<void> {
  const tab = till.at(`section-${section}`);
  if (await tab.isVisible()) return tab.click();
  await till.at("section-more").click();
  await till.at(`menu-${section}`).click();
}

type Box = { readonly x: number; readonly y: number; readonly height: number } | null;

async function boxes(page: Page, ids: readonly string[]): Promise<Box[]> {
  const found = await Promise.all(ids.map((id) => page.getByTestId(id).first().boundingBox()));
  // The right edge of a figure stays, its left one follows its digits.
  return found.map((box) => box && { x: Math.round(box.x + box.width), y: Math.round(box.y), height: box.height });
}

/** Words too small to read, cut off without their full form at hand, or over each other in the top bar. */
async function faultsOfText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const parts = [...document.querySelectorAll<HTMLElement>("body *")].filter((part) => {
      const own = [...part.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== "");
      const { width, height } = part.getBoundingClientRect();
      return own && part.checkVisibility() && width > 2 && height > 2 && part.closest(".visually-hidden") === null;
    });
    const say = (part: HTMLElement): string => `«${part.textContent?.trim()}»`;
    const sizeOf = (part: HTMLElement): number => Number.parseFloat(getComputedStyle(part).fontSize);
    const small = parts.filter((part) => part.closest("kbd") === null && sizeOf(part) < 12.9 * zoom);
    const cut = parts
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== "visible")
      .filter((part) => part.closest("[title]") === null);
    const bar = [...document.querySelectorAll<HTMLElement>(".top-bar :is(.top-tab, .status-body, .top-operator, b)")]
      .filter((part) => part.checkVisibility())
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
      .toSorted((one, other) => one.box.left - other.box.left);
    const over = bar.filter(({ box }, index) => box.right > (bar[index + 1]?.box.left ?? innerWidth) + 1);
    return [
      ...small.map((part) => `${say(part)} is under 13 px`),
      ...cut.map((part) => `${say(part)} is cut`),
      ...over.map(({ part }) => `${say(part)} lies over its neighbour`),
    ];
  });
}

/** Targets too small for a thumb, words that leave their button, buttons that leave the window, two filled ones. */
async function faultsOfControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    const say = (part: HTMLElement): string => `«${part.textContent?.trim()}» (${part.className})`;
    const all = [...document.querySelectorAll<HTMLElement>("button, input:not([type=file]), [role=option]")];
    const seen = all.filter((part) => part.checkVisibility() && part.closest(".visually-hidden") === null);
    const thin = seen.filter((part) => {
      const { width, height } = (part.closest("label") ?? part).getBoundingClientRect();
      return width > 0 && Math.min(width, height) < 43.5 * zoom;
    });
    const full = seen.filter((part) => part.matches("button") && part.scrollWidth > part.clientWidth + 2);
    const outside = seen.filter((part) => part.getBoundingClientRect().right > innerWidth + 1);
    const filled = seen.filter((part) => part.matches(":is(.button-main, .button-danger):not([aria-disabled=true])"));
    return [
      ...thin.map((part) => `${say(part)} is under 44 px`),
      ...full.map((part) => `${say(part)} is too narrow for its words`),
      ...outside.map((part) => `${say(part)} leaves the window`),
      ...(filled.length > 1 ? [`${filled.map(say).join(" and ")} are both filled`] : []),
    ];
  });
}
