import { setTimeout } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";

/** A keyboard-wedge reader on the page, whose Enter is timed by the browser as a real key is. */
export type Wedge = {
  /** The code without its Enter, at a reader's pace, so that a busy machine does not turn it into a person. */
  typeDigits(code: string): Promise<void>;
  pressEnter(): Promise<void>;
  /** Milliseconds of work on the page's main thread since the page began. */
  workMs(): Promise<number>;
};

const keyPauseMs = 3;

export async function openWedge(page: Page): Promise<Wedge> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return {
    async typeDigits(code) {
      const startMs = Date.now();
      const sent = [...code].flatMap((digit, index) => {
        const timestamp = (startMs + index * keyPauseMs) / 1000;
        return press(
          session,
          { key: digit, code: `Digit${digit}`, keyCode: digit.charCodeAt(0), text: digit },
          timestamp,
        );
      });
      await Promise.all(sent);
      // All went at once: Enter waits for the time that the last of them says it has.
      await setTimeout(Math.max(0, startMs + code.length * keyPauseMs - Date.now()));
    },
    async pressEnter() {
      await Promise.all(press(session, { key: "Enter", code: "Enter", keyCode: 13, text: "\r" }));
    },
    async workMs() {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    },
  };
}

type Key = { readonly key: string; readonly code: string; readonly keyCode: number; readonly text: string };

/** Down and up; without `timestamp` (seconds since 1970) at the moment when the browser hears of it. */
function press(session: CDPSession, { keyCode, text, ...key }: Key, timestamp?: number): Promise<unknown>[] {
  const common = { ...key, windowsVirtualKeyCode: keyCode, ...(timestamp === undefined ? {} : { timestamp }) };
  return [
    session.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...common }),
    session.send("Input.dispatchKeyEvent", { type: "keyUp", ...common }),
  ];
}
