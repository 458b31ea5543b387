import type { CDPSession, Page } from "playwright-core";

/** How the operating system reads the keys while the reader types: the same keys, other letters. */
export type Layout = "us" | "ru";

type Key = { readonly code: string; readonly key: string; readonly keyCode: number; readonly text: string };

const russian: Record<string, string> = Object.fromEntries(
  [..."QWERTYUIOPASDFGHJKLZXCVBNM"].map((latin, index) => [latin, [..."йцукенгшщзфывапролдячсмить"][index] ?? latin]),
);

const enter: Key = { code: "Enter", key: "Enter", keyCode: 13, text: "\r" };
const space: Key = { code: "Space", key: " ", keyCode: 32, text: " " };
/** A reader on USB sends a key in a few milliseconds. */
const readerPauseMs = 3;
/** A quick person. */
const handPauseMs = 120;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** Types the code as a keyboard-wedge reader does: real key events, a few milliseconds apart, Enter at the end. */
export async function scan(page: Page, code: string, layout: Layout = "us"): Promise<void> {
  // Sent in one go with the times a reader keeps: a busy test machine must not turn a reader into a person.
  await sendKeys(page, codeKeys(code, layout));
}

/** The same on a machine so busy that the rest of the code reaches the page long after its first keys. */
export async function scanLate(page: Page, code: string, late: { readonly keys: number; readonly ms: number }) {
  const keys = codeKeys(code, "us");
  const startMs = Date.now();
  await sendKeys(page, keys.slice(0, late.keys), startMs);
  await page.waitForTimeout(late.ms);
  await sendKeys(page, keys.slice(late.keys), startMs + late.keys * readerPauseMs);
}

const codeKeys = (code: string, layout: Layout): Key[] => [...[...code].map((one) => keyOf(one, layout)), enter];

async function sendKeys(page: Page, keys: readonly Key[], startMs = Date.now()): Promise<void> {
  const input = await sessionOf(page);
  await Promise.all(keys.map((key, index) => tap(input, key, (startMs + index * readerPauseMs) / 1000)));
}

/** Types Russian words as a person does, wherever the focus is. */
export async function typeRussian(page: Page, text: string): Promise<void> {
  const input = await sessionOf(page);
  for (const letter of text) {
    const latin = Object.entries(russian).find(([, cyrillic]) => cyrillic === letter)?.[0];
    await tap(input, letter === " " ? space : keyOf(latin ?? letter, "ru"));
    await page.waitForTimeout(handPauseMs);
  }
}

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/** `at`: seconds since 1970; now, when left out. */
async function tap(input: CDPSession, { text, keyCode, ...key }: Key, at?: number): Promise<void> {
  const when = at === undefined ? {} : { timestamp: at };
  const common = { ...key, ...when, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode };
  await Promise.all([
    input.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...common }),
    input.send("Input.dispatchKeyEvent", { type: "keyUp", ...common }),
  ]);
}

function keyOf(character: string, layout: Layout): Key {
  const keyCode = character.toUpperCase().charCodeAt(0);
  if (/\d/.test(character)) return { code: `Digit${character}`, key: character, keyCode, text: character };
  if (!/[A-Z]/i.test(character)) throw new Error(`the scanner of the tests has no key for ${character}`);
  const latin = character.toUpperCase();
  const key = layout === "ru" ? (russian[latin] ?? latin) : character;
  return { code: `Key${latin}`, key, keyCode, text: key };
}
