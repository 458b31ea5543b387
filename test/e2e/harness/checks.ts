import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import * as z from "zod";
import type { LaunchedApp } from "./shells.ts";

const Faults = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
);

/** Nothing on the screen keeps a person out: contrast, names, roles, order. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const faults = Faults.parse(
    await page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations)"),
  );
  const told = faults.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} — ${node.failureSummary}`).join("; ")}`,
  );
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
