import type { CDPSession, Page } from "playwright-core";

/** How the operating system reads the keys while the reader types: the same keys, other letters. */
export type Layout = "us" | "ru";

type Key = { readonly code: string; readonly key: string; readonly keyCode: number; readonly text: string };

const russian: Record<string, string> = Object.fromEntries(
  [..."QWERTYUIOPASDFGHJKLZXCVBNM"].map((latin, index) => [latin, [..."йцукенгшщзфывапролдячсмить"][index] ?? latin]),
);

const enter: Key = { code: "Enter", key: "Enter", keyCode: 13, text: "\r" };
/** A reader on USB sends a key in a few milliseconds. */
const keyPauseMs = 3;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Types the code as a keyboard-wedge reader does: real key events, a few milliseconds apart, Enter at the end. */
export async function scan(page: Page, code: string, layout: Layout = "us"): Promise<void> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  const input = await session;
  // Sent in one go with the times a reader keeps: a busy test machine must not turn a reader into a person.
  const startMs = Date.now();
  const keys = [...[...code].map((character) => keyOf(character, layout)), enter];
  const sent = keys.flatMap(({ code, key, keyCode, text }, index) => {
    const timestamp = (startMs + index * keyPauseMs) / 1000;
    const common = { code, key, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode, timestamp };
    return [
      input.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...common }),
      input.send("Input.dispatchKeyEvent", { type: "keyUp", ...common }),
    ];
  });
  await Promise.all(sent);
}

function keyOf(character: string, layout: Layout): Key {
  const keyCode = character.toUpperCase().charCodeAt(0);
  if (/\d/.test(character)) return { code: `Digit${character}`, key: character, keyCode, text: character };
  if (!/[A-Z]/i.test(character)) throw new Error(`the scanner of the tests has no key for ${character}`);
  const latin = character.toUpperCase();
  const key = layout === "ru" ? (russian[latin] ?? latin) : character;
  return { code: `Key${latin}`, key, keyCode, text: key };
}
