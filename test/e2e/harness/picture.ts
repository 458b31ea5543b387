import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";

/** Keeps a picture of the screen for the documents, when asked for by SCREENSHOTS=1. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  mkdirSync("docs/screenshots", { recursive: true });
  await page.screenshot({ path: `docs/screenshots/${name}.png`, animations: "disabled" });
}
