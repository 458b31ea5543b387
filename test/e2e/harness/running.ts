import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { cashier, type Data } from "./data.ts";
import type { LaunchedApp, Shell } from "./shells.ts";
import { tillOf, type Till } from "./till.ts";

export type Opened = { readonly app: LaunchedApp; readonly till: Till };

/** The app of one test, or of a whole journey, with somebody signed in. */
export async function openTill({ launch }: Pick<Shell, "launch">, data: Data): Promise<Opened> {
  const app = await launch(data);
  const till = tillOf(app.page);
  await till.signIn(cashier);
  return { app, till };
}

/** Gives each test of the `describe` apps of its own and closes them after it. */
export function appsPerTest(shell: Pick<Shell, "launch">) {
  const running = new Set<LaunchedApp>();
  afterEach(async ({ task }) => {
    for (const { page } of running) if (task.result?.state === "fail") await keepPicture(page, task.name);
    for (const app of running) await app.close();
    running.clear();
  });
  const launch = async (data: Data, from = shell): Promise<LaunchedApp> => {
    const app = await from.launch(data);
    running.add(app);
    return app;
  };
  return {
    launch,
    open: (data: Data) => openTill({ launch }, data),
    async close(app: LaunchedApp): Promise<void> {
      running.delete(app);
      await app.close();
    },
    async kill(app: LaunchedApp): Promise<void> {
      running.delete(app);
      await app.kill();
    },
  };
}

/**
 * One app for all tests of the `describe`, which are the steps of a journey: after one that failed the next have
 * nothing to stand on and are skipped.
 */
export function appOfJourney(open: () => Promise<Opened>): () => Opened {
  const opened: Opened[] = [];
  const failed: string[] = [];
  const current = (): Opened => {
    const [first] = opened;
    if (first === undefined) throw new Error("the app of this journey is not open");
    return first;
  };
  beforeAll(async () => void opened.push(await open()));
  afterAll(() => Promise.all(opened.map(({ app }) => app.close())));
  beforeEach(({ skip }) => {
    if (failed.length > 0) skip(`after "${failed[0]}" failed`);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    failed.push(task.name);
    await keepPicture(current().app.page, task.name);
  });
  return current;
}

/** What the screen showed when a test failed, for whoever looks into it. */
async function keepPicture(page: Page, test: string): Promise<void> {
  mkdirSync("test/artifacts", { recursive: true });
  const path = `test/artifacts/${test.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}.png`;
  await page.screenshot({ path }).catch((error: unknown) => console.warn(`no picture of ${test}: ${String(error)}`));
}
