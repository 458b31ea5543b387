import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { gtinCheckDigit } from "../../../core/scan/index.ts";
import { scan, typeRussian, type Layout } from "./scanner.ts";

/** Articles of the demo shop that the journeys use. */
export const goods = {
  milk: { sku: "1002", code: "4817000010023", name: "Молоко ультрапастеризованное" },
  beer: { sku: "1013", code: "4817000010139", name: "Пиво бутылочное" },
  coffee: { sku: "1036", code: "4817000010368", name: "Кофе молотый" },
  brandy: { sku: "1015", code: "4817000010153", name: "Бренди" },
  beef: { sku: "1010", name: "Говядина" },
} as const;

/** Cards of the demo shop by what has become of them. */
export const cards = {
  active: cardNumber(7),
  another: cardNumber(8),
  lost: cardNumber(239),
  withdrawn: cardNumber(241),
  blank: cardNumber(2101),
  unknown: cardNumber(999_999),
} as const;

/** EAN-13 of the shop's card range: prefix, serial number, check digit. */
export function cardNumber(serial: number): string {
  return withCheckDigit(`290${String(serial).padStart(9, "0")}`);
}

/** The label of the shop's scales: prefix, article, grams, check digit. */
export function weightLabel(sku: string, grams: number): string {
  return withCheckDigit(`22${sku.padStart(5, "0")}${String(grams).padStart(5, "0")}`);
}

export function withCheckDigit(body: string): string {
  return body + gtinCheckDigit(body);
}

const handMs = 250;
const waitMs = 20_000;

/** The page as a cashier sees it: what stands where, and what hands do. */
export function tillOf(page: Page) {
  const at = (id: string): Locator => page.getByTestId(id);
  return {
    at,
    /** A hand needs a moment from the reader to the keys; an Enter sooner than that ends a scan. */
    async press(keys: string): Promise<void> {
      await page.waitForTimeout(handMs);
      await page.keyboard.press(keys);
    },
    /** Digits, at the pace of a quick person. */
    type: (digits: string) => page.keyboard.type(digits, { delay: 120 }),
    typeRussian: (text: string) => typeRussian(page, text),
    scan: (code: string, layout?: Layout) => scan(page, code, layout),
    line: (sku: string) => page.locator(`[data-testid=line][data-sku="${sku}"]`),
    /** Waits until the element says this. */
    says: (id: string, expected: string | RegExp) => says(at(id).first(), expected),
    /** Signs in on the login screen, wherever the app shows it. */
    async signIn({ operatorId, pin }: { operatorId: string; pin: string }): Promise<void> {
      await at(`operator-${operatorId}`).click({ timeout: waitMs });
      await page.keyboard.type(pin);
      await page.keyboard.press("Enter");
      await at("login").waitFor({ state: "detached", timeout: waitMs });
    },
    /** Locks the till for the next operator, as the menu of the top bar does. */
    async lock(): Promise<void> {
      await page.keyboard.press("Control+k");
      await page.getByText("Сменить сотрудника").first().click();
      await at("login").waitFor({ timeout: waitMs });
    },
    go: (section: string) => at(`section-${section}`).click(),
  };
}

export type Till = ReturnType<typeof tillOf>;

/** Spaces of any kind count as one, so that a figure reads as a person reads it. */
export async function says(element: Locator, expected: string | RegExp): Promise<void> {
  const text = async (): Promise<string> =>
    ((await element.textContent({ timeout: 2_000 })) ?? "").replaceAll(/\s+/g, " ").trim();
  const poll = expect.poll(text, { timeout: waitMs });
  if (typeof expected === "string") await poll.toContain(expected);
  else await poll.toMatch(expected);
}
