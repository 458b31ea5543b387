import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";

/** Keeps a picture of the screen for the documents, when asked for by SCREENSHOTS=1. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  mkdirSync("docs/screenshots", { recursive: true });
  await page.screenshot({ path: `docs/screenshots/${name}.png`, animations: "disabled" });
}

/** The same at both sizes of the design; the larger one under `-1920`. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== "1") return;
  await picture(page, name);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await picture(page, `${name}-1920`);
  await page.setViewportSize({ width: 1280, height: 800 });
}
