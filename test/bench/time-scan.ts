import type { Page } from "playwright-core";
import * as z from "zod";
import type { Wedge } from "./wedge.ts";

/** One scan as the page saw it. Times in milliseconds. */
export type Trial = {
  /** From the key, as the browser got it, to the end of the frame's painting. */
  readonly paintedMs: number;
  /** The same to the moment when the rows said it, before layout and frame. */
  readonly changedMs: number;
  /** What the page's main thread did meanwhile, script to paint. */
  readonly workMs: number;
  readonly messages: number;
  readonly rows: number;
};

const Seen = z.object({
  paintedMs: z.number(),
  changedMs: z.number(),
  messages: z.number(),
  rows: z.number(),
});

const limitMs = 5_000;

/** Before the page's own scripts: remembers when Enter came and counts what goes to the engine. */
export async function watchKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const bench = { key: 0, messages: 0, seen: undefined };
    Object.assign(globalThis, { bench });
    addEventListener("keydown", ({ code, timeStamp }) => (code === "Enter" ? (bench.key = timeStamp) : 0), true);
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function count(data) {
      bench.messages += 1;
      send.call(this, data);
    };
  });
}

/** Scans and waits until every row shows `state`; undefined if the rows never did. */
export async function timeScan(
  page: Page,
  wedge: Wedge,
  { code, state = "discounted" }: { readonly code: string; readonly state?: string },
): Promise<Trial | undefined> {
  await page.evaluate(awaitRows, state);
  await wedge.typeDigits(code);
  const before = await wedge.workMs();
  await wedge.pressEnter();
  const seen: unknown = await page.evaluate(
    (limit) =>
      Promise.race([Reflect.get(globalThis, "bench").seen, new Promise((done) => setTimeout(done, limit, null))]),
    limitMs,
  );
  if (seen === null) return undefined;
  return { ...Seen.parse(seen), workMs: (await wedge.workMs()) - before };
}

/** Runs in the page. A frame is painted when a message sent from its animation callback arrives. */
function awaitRows(state: string): void {
  const bench: { key: number; messages: number; seen: unknown } = Reflect.get(globalThis, "bench");
  const sentBefore = bench.messages;
  bench.seen = new Promise((done) => {
    const watch = new MutationObserver(() => {
      const rows = [...document.querySelectorAll<HTMLElement>("[data-testid=line]")];
      if (rows.length === 0 || rows.some((row) => row.dataset["state"] !== state)) return;
      watch.disconnect();
      const changedMs = performance.now() - bench.key;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => {
          const paintedMs = performance.now() - bench.key;
          done({ paintedMs, changedMs, messages: bench.messages - sentBefore, rows: rows.length });
        });
        port1.start();
        port2.postMessage(null);
      });
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state"] });
  });
}
