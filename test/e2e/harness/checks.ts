import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import * as z from "zod";
import type { LaunchedApp } from "./shells.ts";

const Faults = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/** The rules of WCAG 2.2, levels A and AA. */
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Nothing on the screen keeps a person out: contrast, names, roles, order. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours on their way from one state to the other are nobody's contrast. What turns for ever has no end to wait for.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== "running" || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
    }),
  );
  await page.evaluate(axe.source);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(standards)} }).then((result) => result.violations)`;
  const faults = Faults.parse(await page.evaluate(run));
  const told = faults.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} — ${node.failureSummary}`));
  expect(told).toEqual([]);
}

/** Neither the page nor a process of the app complained. What the system's bus or graphics say is not ours. */
export function expectQuiet(app: LaunchedApp): void {
  const foreign = /dbus|gpu|vaapi|viz|ozone|zygote|mojo|Debugger|DevTools|debugging|Fontconfig/i;
  const lines = app
    .said()
    .split("\n")
    .filter((line) => /error|warn|unexpected|fail|deprecat/i.test(line) && !foreign.test(line));
  expect([...app.problems, ...lines]).toEqual([]);
}
