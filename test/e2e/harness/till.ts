import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { scan } from "./scanner.ts";

/** Article numbers and codes of the demo shop that the journeys use. */
export const goods = {
  milk: { sku: "1002", code: "4817000010023", priceMinor: 245 },
  beer: { sku: "1013", code: "4817000010139", priceMinor: 329 },
} as const;

const waitMs = 10_000;

/** The page as a cashier sees it: what is where, and what hands do. */
export function tillOf(page: Page) {
  const at = (id: string): Locator => page.getByTestId(id);
  return {
    at,
    press: (keys: string) => page.keyboard.press(keys),
    type: (text: string) => page.keyboard.type(text, { delay: 70 }),
    scan: (code: string) => scan(page, code),
    lines: () => at("line"),
    /** Waits until the element says this. Spaces that keep figures together count as spaces. */
    says: (id: string, expected: string | RegExp) => says(at(id).first(), expected),
    line: (sku: string) => page.locator(`[data-testid=line][data-sku="${sku}"]`),
    async signIn(operatorId: string, pin: string): Promise<void> {
      await at(`operator-${operatorId}`).click({ timeout: waitMs });
      await at("pin").fill(pin);
      await page.keyboard.press("Enter");
    },
    go: (section: string) => at(`section-${section}`).click(),
  };
}

export type Till = ReturnType<typeof tillOf>;

export async function says(element: Locator, expected: string | RegExp): Promise<void> {
  const text = async (): Promise<string> => plain((await element.textContent({ timeout: 2_000 })) ?? "");
  const poll = expect.poll(text, { timeout: waitMs });
  if (typeof expected === "string") await poll.toContain(expected);
  else await poll.toMatch(expected);
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
