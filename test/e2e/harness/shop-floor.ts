import { join } from "node:path";
import Database from "better-sqlite3";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Clock } from "./clock.ts";
import { administrator, manager, openShop, type Data } from "./data.ts";
import type { LaunchedApp, Shell } from "./shells.ts";
import { goods, tillOf, type Till } from "./till.ts";
import { openWire, type Wire } from "./wire.ts";

/** A till of the shop with its own way to head office. */
export type ShopTill = {
  readonly app: LaunchedApp;
  readonly till: Till;
  readonly wire: Wire;
  readonly data: Data;
};

/** What crosses two tills and head office takes moments; this is for a machine that does ten other things. */
export const patientMs = 60_000;

export async function openShopTill(shell: Shell, office: string, clock: Clock): Promise<ShopTill> {
  const wire = await openWire(Number(new URL(office).port));
  const data = { ...(await openShop()), env: shell.name === "browser" ? clock.env : {} };
  const app = await shell.launch(data);
  return { app, till: tillOf(app.page), wire, data };
}

export async function closeShopTill({ app, wire }: ShopTill): Promise<void> {
  await app.close();
  await wire.close();
}

/** The administrator types the address and the code into «Связь с офисом»; then the shift's manager works on. */
export async function enrolAtTill({ till, wire, app }: ShopTill, code: string): Promise<void> {
  await till.signIn(administrator);
  await goToLink(till);
  await till.at("office-url").fill(wire.url);
  await till.at("office-code").fill(code);
  await till.press("Enter");
  await linkIs(app.page, "online");
  await till.lock();
  await till.signIn(manager);
}

export async function goToLink(till: Till): Promise<void> {
  // From elsewhere, so that the page says how it is now.
  await till.go("cards");
  await till.at("status-link").click();
  await till.at("office-link").waitFor();
}

/** Waits on the link's page until it says this. */
export async function linkIs(page: Page, state: string): Promise<void> {
  const shown = () => page.getByTestId("office-link").getAttribute("data-state");
  await expect.poll(shown, { timeout: patientMs }).toBe(state);
}

type Purchase = { readonly goods: readonly string[]; readonly card?: string; readonly total: string };

/** One customer at the till, who pays this total by card. */
export async function sell({ till }: ShopTill, { goods: codes, card, total }: Purchase): Promise<void> {
  await till.go("sale");
  for (const [index, code] of codes.entries()) {
    await till.scan(code);
    await expect.poll(() => till.at("line").count(), { timeout: patientMs }).toBe(index + 1);
  }
  if (card !== undefined) {
    await till.scan(card);
    await till.says("card-banner", "%");
  }
  await till.says("total", total);
  await pay(till);
}

/** Above 100,00 a card is free: the blank is put on the receipt and works from it on. */
export async function giveCard({ till }: ShopTill, blank: string): Promise<void> {
  await till.go("sale");
  await till.scan(goods.coffee.code);
  await till.at("line").waitFor();
  await till.press("F3");
  await till.type("8");
  await till.press("Enter");
  await till.says("offer", "п. 7");
  await till.scan(blank);
  await till.says("card-banner", "5 %");
  await pay(till);
}

async function pay(till: Till): Promise<void> {
  await till.press("F9");
  await till.press("F6");
  await till.press("Enter");
  await till.says("receipt", /Чек \d/);
  await till.press("F9");
  await expect.poll(() => till.at("line").count(), { timeout: patientMs }).toBe(0);
}

/** The manager stops a card that was lost. */
export async function stopCard({ till }: ShopTill, number: string): Promise<void> {
  await lookUp(till, number);
  await till.at("reason-lost").click();
  await till.at("block-source").fill("Позвонил владелец");
  await till.press("Control+Enter");
  await till.says("card-state", "Заблокирована");
}

/** Both tills know this of the card in the end. */
export async function cardBecomesAtAll(tills: readonly ShopTill[], number: string, state: string): Promise<void> {
  for (const till of tills) await cardBecomes(till, number, state);
}

/** A till is asked about the card until it knows this of it. */
export async function cardBecomes({ till }: ShopTill, number: string, state: string): Promise<void> {
  const shown = async (): Promise<string> => {
    await lookUp(till, number);
    return till.at("card-state").innerText();
  };
  await expect.poll(shown, { timeout: patientMs, interval: 250 }).toContain(state);
}

async function lookUp(till: Till, number: string): Promise<void> {
  await till.go("cards");
  await till.at("cards-find").fill(number);
  await till.press("Enter");
  await till.at("card-view").getByText(spaced(number)).waitFor();
}

const spaced = (number: string): string => number.replaceAll(/(.{4})(?=.)/g, "$1 ");

/** The till's journal as it stands on its disk. */
export function factsOf({ data }: ShopTill): string[] {
  const journal = new Database(join(data.dir, "journal.db"), { readonly: true });
  const rows = journal.prepare<[], { fact: string }>("SELECT fact FROM journal ORDER BY seq").all();
  journal.close();
  return rows.map(({ fact }) => fact);
}
