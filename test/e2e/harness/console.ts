import type { Browser, Page } from "playwright-core";
import type { HeadOffice } from "./head-office.ts";
import { patientMs } from "./shop-floor.ts";

/** Head office's console in a browser, as the person at it sees and uses it. */
export type Console = ReturnType<typeof consoleOf> & { readonly page: Page; readonly problems: readonly string[] };

const person = { name: "Лукина Елена", password: "длинный пароль" } as const;

/** The first administrator, by the link that head office printed. */
export async function openConsole(browser: Browser, office: HeadOffice): Promise<Console> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "ru-RU" });
  page.setDefaultTimeout(patientMs);
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(office.firstLink);
  await page.getByTestId("name").fill(person.name);
  await page.getByTestId("password").fill(person.password);
  await page.getByTestId("repeat").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByTestId("figure-live").waitFor();
  return { page, problems, ...consoleOf(page) };
}

function consoleOf(page: Page) {
  const at = (id: string) => page.getByTestId(id);
  return {
    at,
    /** After days nobody is signed in any more. */
    async signInAgain(): Promise<void> {
      await page.reload();
      await at("name").fill(person.name);
      await at("password").fill(person.password);
      await page.keyboard.press("Enter");
      await at("place-overview").click();
      await at("figure-live").waitFor();
    },
    /** A one-time code for a till of this name. */
    async offerCode(name: string): Promise<string> {
      await at("place-terminals").click();
      await at("enrol").click();
      await at("enrol-name").fill(name);
      await page.keyboard.press("F9");
      const code = (await at("code").innerText()).replaceAll(/\s/g, "");
      await at("code-done").click();
      return code;
    },
    /** Blocks a card, or gives it back: whichever the console offers. */
    async decideCard(number: string, reason: string): Promise<void> {
      await at("place-cards").click();
      await at("card-search").fill(number);
      await page.keyboard.press("Enter");
      await at("card-panel").getByText(number, { exact: true }).waitFor();
      await at("card-decide-reason").fill(reason);
      await at("card-decide").click();
      await at("history").getByText(reason).first().waitFor();
    },
    async revoke(name: string, reason: string): Promise<void> {
      await at("place-terminals").click();
      await at("terminal").filter({ hasText: name }).first().click();
      await at("revoke").click();
      await at("decide-reason").fill(reason);
      await page.keyboard.press("Control+Enter");
      await at("terminal-panel").getByText(reason).waitFor();
    },
  };
}
