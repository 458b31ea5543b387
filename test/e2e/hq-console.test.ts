import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "../../core/kernel/index.ts";
import { chainInput, chainStart, EnrolAnswer, FeedAnswer } from "../../core/sync/index.ts";
import { sha256 } from "../../hq/api/index.ts";
import { startHq, type RunningHq } from "../../hq/server/index.ts";
import { findChromium } from "../../tools/runtimes.ts";
import { buildConsole } from "../../tools/start/build-if-stale.ts";
import { ask, newTill, post, send, type Till } from "../chaos/till-client.ts";
import { expectAccessible, picture } from "./harness/index.ts";

const found = await findChromium();
const dir = mkdtempSync(join(tmpdir(), "console-journey-"));
const password = "длинный пароль";
const number = "2990000000017";

type Office = { readonly hq: RunningHq; readonly browser: Browser; readonly page: Page; readonly problems: string[] };
const opened: Office[] = [];
const tills: Till[] = [];

function office(): Office {
  const [first] = opened;
  if (first === undefined) throw new Error("head office is not open");
  return first;
}

function till(): Till {
  const [first] = tills;
  if (first === undefined) throw new Error("no till is enrolled");
  return first;
}

const port = (): number => Number(new URL(office().hq.url).port);
const at = (id: string) => office().page.getByTestId(id);

async function open(): Promise<Office> {
  if ("missing" in found) throw new Error(found.missing);
  if (!buildConsole()) throw new Error("the pages could not be built");
  const pagesDir = resolve("out/hq-console");
  const hq = await startHq({ dir, host: "127.0.0.1", port: 0, log: () => undefined, pagesDir });
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: found.path, args });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "ru-RU" });
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  return { hq, browser, page, problems };
}

/** Tells head office of these facts as the till's whole journal. */
async function tell(bodies: readonly object[]): Promise<void> {
  const facts = bodies.map((body, n) =>
    canonicalJson({ v: 1, kind: "card-moved", id: `f${n}`, at: Date.now() - 7_200_000, body }),
  );
  const chain = facts.reduce((link, text) => sha256(chainInput(link, text)), chainStart);
  const { generation } = till();
  const said = { generation, seq: 0, chain: chainStart, app: "0.1.0", packs: [], wall: 0, pending: facts.length };
  expect((await post({ port: port(), till: till(), path: "/v1/hello" }, said)).status).toBe(200);
  const batch = { generation, from: 1, prev: chainStart, chain, facts };
  expect((await post({ port: port(), till: till(), path: "/v1/push" }, batch)).status).toBe(200);
}

describe.skipIf("missing" in found)("head office's console", () => {
  beforeAll(async () => void opened.push(await open()));
  afterAll(async () => {
    for (const { browser, hq } of opened) {
      await browser.close();
      await hq.stop();
    }
    rmSync(dir, { recursive: true, force: true });
  });

  it("lets the first administrator in by the link of the start", async () => {
    const { hq, page } = office();
    await page.goto(hq.firstLink ?? "");
    await at("name").fill("Лукина Елена");
    await at("password").fill(password);
    await at("repeat").fill(password);
    await expectAccessible(page);
    await picture(page, "hq-first");
    await page.keyboard.press("Enter");
    await at("figure-live").waitFor();
  });

  it("lets a till in by the code that it shows", async () => {
    const { page } = office();
    await at("place-terminals").click();
    await at("enrol").click();
    await at("enrol-name").fill("Касса 1, Немига");
    await page.keyboard.press("F9");
    const code = (await at("code").innerText()).replaceAll(/\s/g, "");
    await expectAccessible(page);
    await picture(page, "hq-enrol");
    const made = newTill("new");
    const { publicKey } = made.signer;
    const body = JSON.stringify({ code, publicKey, device: { name: "pos", app: "0.1.0", platform: "linux" } });
    const answer = await send(port(), { method: "POST", path: "/v1/enrol", body });
    tills.push({ ...made, terminal: EnrolAnswer.parse(answer.body).terminal });
    await at("code-done").click();
    await at("terminal").click();
    expect(await at("terminal-panel").innerText()).toContain("Касса 1, Немига");
  });

  it("shows what the till says of itself and of its cards", async () => {
    const { page } = office();
    const moved = { from: "issued", to: "active", programme: "club", ground: null };
    await tell([
      { number, ...moved },
      { number: "2990000000024", ...moved },
      { number: "2990000000024", ...moved, from: "active", to: "blocked", ground: "утеряна" },
      { number: "2990000000031", ...moved },
      { number: "2990000000031", ...moved, from: "active", to: "withdrawn" },
      { number: "2990000000031", ...moved },
    ]);
    await page.getByText("0.1.0").first().waitFor();
    await page.reload();
    await at("terminal").first().waitFor();
    await picture(page, "hq-terminals");
    await expectAccessible(page);
  });

  it("blocks a card with a reason, and the till gets the line while it waits", async () => {
    const { page } = office();
    await at("place-cards").click();
    await at("card").first().waitFor();
    await at("card-search").fill(number);
    await at("card").first().click();
    const before = FeedAnswer.parse((await feed(0)).body).next;
    const waiting = feed(before, 20_000);
    await at("card-decide-reason").fill("Клиент сообщил о краже");
    const pressed = Date.now();
    await page.keyboard.press("Control+Enter");
    const { lines } = FeedAnswer.parse((await waiting).body);
    expect(Date.now() - pressed).toBeLessThan(2000);
    expect(lines).toMatchObject([{ kind: "card-changed", body: { number, status: "blocked", epoch: 2 } }]);
    await at("history").getByText("Клиент сообщил о краже").waitFor();
    await at("card-search").fill("");
    await at("card").nth(1).waitFor();
    await expectAccessible(page);
    await picture(page, "hq-cards");
  });

  it("settles a dispute with a note", async () => {
    const { page } = office();
    await at("place-disputes").click();
    await at("dispute").click();
    await at("settle-reason").fill("Карту изъял охранник, чек верен");
    await picture(page, "hq-disputes");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await page.getByText("Всё разобрано").waitFor();
    await at("place-overview").click();
    await expect.poll(() => at("figure-disputes").innerText()).toBe("0");
    expect(await at("figure-facts").innerText()).toBe("6");
    expect(await at("figure-live").innerText()).toBe("1 из 1");
    await picture(page, "hq-overview");
    await expectAccessible(page);
  });

  it("gives somebody a link who then sees all and changes nothing", async () => {
    const { page, browser } = office();
    await at("place-people").click();
    await at("invite-name").fill("Орлов Пётр");
    await page.keyboard.press("F9");
    const link = await at("invite-link").innerText();
    await expectAccessible(page);
    await picture(page, "hq-people");
    const other = await browser.newPage({ locale: "be-BY" });
    await other.goto(link);
    await other.getByTestId("password").fill(password);
    await other.getByTestId("repeat").fill(password);
    await other.keyboard.press("Enter");
    await other.getByTestId("place-cards").click();
    await other.getByTestId("card").first().click();
    await other.getByTestId("card-panel").waitFor();
    expect(await other.getByTestId("card-decide").count()).toBe(0);
    expect(await other.getByTestId("place-people").count()).toBe(0);
    await other.close();
  });

  it("finds every change in the audit, and ends the session at the sign-out", async () => {
    const { page, problems } = office();
    await at("place-audit").click();
    await at("audit").waitFor();
    await picture(page, "hq-audit");
    await expectAccessible(page);
    await at("audit-search").fill("краже");
    await expect.poll(() => at("audit").locator("tbody tr").count()).toBe(1);
    expect(await at("audit").innerText()).toContain(number);
    await at("sign-out").click();
    await at("sign-in").waitFor();
    await page.reload();
    await at("name").waitFor();
    expect(problems).toEqual([]);
  });
});

function feed(after: number, wait = 0) {
  const path = `/v1/feed?shard=main&after=${after}&limit=1000&wait=${wait}`;
  return ask(port(), till(), { method: "GET", path });
}
