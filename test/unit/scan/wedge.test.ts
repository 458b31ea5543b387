import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScannerLayout, WedgeEvent } from "../../../core/scan/index.ts";
import { Desk, keydown, keysOf, scanned } from "./wedge-desk.ts";

const layouts: readonly ScannerLayout[] = ["us", "uk", "de", "fr"];
const enter = (timeStamp: number, more: Partial<WedgeEvent> = {}) => keydown(["Enter", "Enter", timeStamp], more);
const code = fc.stringMatching(/^[0-9A-Z][0-9A-Za-z./-]{2,40}$/);
const hostLetter = fc.constantFrom("ф", "é", "Dead", "Process", "1", "ў");

describe("a scanner is read by key position, whatever the till's layout makes of it", () => {
  it.each(layouts)("every character of the %s layout", (layout) => {
    const typeable = [...keysOf(layout).keys()].filter((character) => !/[ %;+\]?]/.test(character));
    const text = `A1${typeable.join("")}`;
    const desk = new Desk({ layout }).press(...scanned(text, { layout, host: "ж" }), enter(10 * text.length)).wait();
    expect(desk.codes).toEqual([text]);
    expect(desk.field).toBe("");
  });

  it("any code at up to 25 ms a key, any host letters, CapsLock or not, in a field or not", () => {
    const gapMs = fc.integer({ min: 1, max: 25 });
    fc.assert(
      fc.property(code, fc.constantFrom(...layouts), gapMs, hostLetter, fc.boolean(), fc.boolean(), (...given) => {
        const [text, layout, gap, host, capsLock, editable] = given;
        const whole = editable ? `${text}000` : text;
        const keys = scanned(whole, { layout, gap, host }).map((key) => ({ ...key, capsLock, editable }));
        const desk = new Desk({ layout }).press(...keys, enter(whole.length * gap, { editable })).wait();
        expect(desk.codes).toEqual([whole]);
        expect(desk.field.replace(/^<(Dead|Process)>/, "")).toBe("");
      }),
    );
  });

  it("up to 50 ms a key in the slow profile, Shift as a key of its own", () => {
    const keys = scanned("GOLD-0042", { gap: 100 }).flatMap((key) =>
      key.shiftKey ? [keydown(["ShiftLeft", "Shift", key.timeStamp - 50]), key] : [{ ...key }],
    );
    const tight = keys.map((key, index) => ({ ...key, timeStamp: index * 50 }));
    expect(new Desk({ pace: "slow" }).press(...tight).wait().codes).toEqual(["GOLD-0042"]);
  });

  it.each([
    ["Ctrl+] as GS", keydown(["BracketRight", "]", 80], { ctrlKey: true }), "\u001d"],
    ["Ctrl+C as ETX", keydown(["KeyC", "c", 80], { ctrlKey: true }), "\u0003"],
    ["keypad digit", keydown(["Numpad5", "5", 80]), "5"],
    ["keypad digit with NumLock off", keydown(["Numpad7", "Home", 80]), "7"],
    [
      "AltGr+Q of a German scanner as Windows tells it",
      keydown(["KeyQ", "@", 80], { ctrlKey: true, altKey: true }),
      "@",
    ],
  ])("%s", (_what, key, character) => {
    const desk = new Desk({ layout: key.altKey ? "de" : "us" });
    desk.press(...scanned("12345678", {}), key, ...scanned("123", { at: 90 }), enter(120)).wait();
    expect(desk.codes).toEqual([`12345678${character}123`]);
  });

  it("AltGr+Q as Linux tells it", () => {
    const keys = [keydown(["AltRight", "AltGraph", 30]), keydown(["KeyQ", "@", 31])];
    const desk = new Desk({ layout: "de" }).press(...scanned("123", {}), ...keys, enter(40)).wait();
    expect(desk.codes).toEqual(["123@"]);
  });

  it.each([true, false])("Alt+keypad numbers (Alt seen on the digits: %s)", (altKey) => {
    const keys = [..."GO\u001d7"].flatMap((character, index) => [
      keydown(["AltLeft", "Alt", index * 20]),
      ...[...String(character.charCodeAt(0)).padStart(4, "0")].map((digit, at) =>
        keydown([`Numpad${digit}`, digit, index * 20 + 4 * (at + 1)], { altKey }),
      ),
    ]);
    expect(new Desk().press(...keys, enter(90)).codes).toEqual(["GO\u001d7"]);
  });

  it("STX and ETX around the code are framing", () => {
    const stx = [keydown(["ControlLeft", "Control", 0]), keydown(["KeyB", "b", 2], { ctrlKey: true })];
    const etx = [keydown(["ControlLeft", "Control", 60]), keydown(["KeyC", "c", 62], { ctrlKey: true })];
    expect(new Desk().press(...stx, ...scanned("12345", { at: 10 }), ...etx).wait().codes).toEqual(["12345"]);
  });
});

describe("where a scan ends", () => {
  it.each([
    ["Enter", "Enter"],
    ["keypad Enter", "NumpadEnter"],
    ["Tab", "Tab"],
  ])("%s ends it and is swallowed", (_what, key) => {
    const desk = new Desk().press(...scanned("4006", {}), keydown([key, key, 50]));
    expect([desk.codes, desk.terminated, desk.field]).toEqual([["4006"], [true], ""]);
  });

  it("Ctrl+M is CR, and the LF behind it starts nothing", () => {
    const cr = keydown(["KeyM", "m", 40], { ctrlKey: true });
    const lf = keydown(["KeyJ", "j", 45], { ctrlKey: true });
    const desk = new Desk().press(...scanned("4006", {}), cr, lf, enter(50)).wait();
    expect([desk.codes, desk.field]).toEqual([["4006"], ""]);
  });

  it("silence ends it after 120 ms, not before", () => {
    const desk = new Desk().press(...scanned("2900001234566", {}));
    expect(desk.wait(120 + 119).codes).toEqual([]);
    expect(desk.wait().codes).toEqual(["2900001234566"]);
    expect(desk.terminated).toEqual([false]);
  });

  it("an Enter that comes late after a scan that ended in silence presses no button", () => {
    const desk = new Desk().press(...scanned("2900001234566", {}), enter(120 + 200));
    expect([desk.codes, desk.field]).toEqual([["2900001234566"], ""]);
    expect(desk.press(enter(120 + 400)).field).toBe("<Enter>");
  });

  it("two scans 60 ms apart are two", () => {
    const second = scanned("96385074", { at: 110 });
    const desk = new Desk().press(...scanned("4006", {}), enter(50), ...second, enter(190)).wait();
    expect(desk.codes).toEqual(["4006", "96385074"]);
  });

  it("pauses of a radio reader inside a code are forgiven: one, and one more for six characters", () => {
    const parts = (times: readonly number[]) =>
      scanned("2900001234566", {}).map((key, index) => ({
        ...key,
        timeStamp: key.timeStamp + times.filter((at) => index >= at).length * 85,
      }));
    for (const times of [[3], [6], [6, 9], [4, 7, 12]]) {
      expect(new Desk().press(...parts(times)).wait().codes).toEqual(["2900001234566"]);
    }
    expect(new Desk().press(...parts([3, 5])).wait().codes).not.toContain("2900001234566");
  });

  it("prefix and suffix are taken off at the ends only", () => {
    const desk = new Desk({ framing: { prefix: "*", suffix: "#" } }).press(...scanned("*12*34#", {}), enter(80));
    expect(desk.codes).toEqual(["12*34"]);
  });

  it("less than three characters are no scan, also behind a prefix", () => {
    const desk = new Desk({ framing: { prefix: "**", suffix: "" } }).press(...scanned("**12", {}), enter(40));
    expect([desk.codes, desk.field]).toEqual([[], "**12<Enter>"]);
  });

  it("an endless reader is dropped with its name, and the next scan is clean", () => {
    const desk = new Desk().press(...scanned("7".repeat(8193), { gap: 1 }));
    expect(desk.read).toEqual([{ kind: "unreadable", reason: "too-long" }]);
    const next = scanned("4006", { at: 9000 });
    expect(desk.press(...next, enter(9040)).codes).toEqual(["4006"]);
  });
});

describe("a person's typing is never lost, reordered or noticeably delayed", () => {
  const typed = fc.array(
    fc.record({
      key: fc.constantFrom("а", "b", "7", "ж", "Enter", "Backspace", "Dead", " ", "ArrowLeft"),
      gap: fc.integer({ min: 90, max: 400 }),
    }),
    { maxLength: 40 },
  );
  const positions: Readonly<Record<string, string>> = {
    а: "KeyF",
    b: "KeyB",
    "7": "Digit7",
    ж: "Semicolon",
    " ": "Space",
  };

  it("at 90 ms a key and slower: everything arrives, in order, within 40 ms", () => {
    fc.assert(
      fc.property(typed, fc.boolean(), (keys, editable) => {
        let at = 0;
        const events = keys.map(({ key, gap }) => keydown([positions[key] ?? key, key, (at += gap)], { editable }));
        const desk = new Desk().press(...events).wait();
        expect(desk.read).toEqual([]);
        expect(desk.field).toBe(keys.map(({ key }) => (key.length === 1 ? key : `<${key}>`)).join(""));
        expect(desk.longestHoldMs).toBeLessThanOrEqual(40);
      }),
    );
  });

  it("at any speed: each key is either read as part of a scan or reaches the page, once and in order", () => {
    const key = fc.record({ digit: fc.integer({ min: 0, max: 9 }), gap: fc.integer({ min: 0, max: 140 }) });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.boolean(), (keys, editable) => {
        let at = 0;
        const events = keys.map(({ digit, gap }) =>
          keydown([`Digit${digit}`, String(digit), (at += gap)], { editable }),
        );
        const order: string[] = [];
        const desk = new Desk();
        for (const event of events) desk.press(event);
        desk.wait();
        order.push(...desk.codes);
        expect(order.join("").length + desk.field.length).toBe(keys.length);
        expect(isShuffle(keys.map(({ digit }) => digit).join(""), desk.codes.join(""), desk.field)).toBe(true);
      }),
    );
  });

  it("two quick keys of a typist come back in order, with the Enter behind them", () => {
    const keys = [keydown(["KeyN", "т", 0]), keydown(["KeyJ", "о", 30]), enter(60)];
    expect(new Desk().press(...keys).field).toBe("то<Enter>");
  });

  it("a quick triple at the end of a word is typing in a field", () => {
    const keys = ["т", "о", "к"].map((key, at) => keydown(["KeyT", key, at * 38], { editable: true }));
    expect(new Desk().press(...keys).wait().field).toBe("ток");
  });

  it("an amount that a programmed key sends into a field is typed, with its Enter", () => {
    const keys = scanned("15000", { gap: 2 }).map((key) => ({ ...key, editable: true }));
    const desk = new Desk().press(...keys, enter(12, { editable: true })).wait();
    expect([desk.field, desk.read]).toEqual(["15000<Enter>", []]);
  });

  it("an auto-repeating key is a person", () => {
    const keys = Array.from({ length: 20 }, (_, at) => keydown(["Digit1", "1", at * 30], { repeat: at > 0 }));
    const desk = new Desk().press(...keys).wait();
    expect([desk.field, desk.read]).toEqual(["1".repeat(20), []]);
  });

  it("shortcuts act at once, behind the key held before them", () => {
    const desk = new Desk().press(keydown(["KeyA", "ф", 0]), keydown(["KeyC", "c", 20], { ctrlKey: true }));
    expect(desk.field).toBe("ф");
  });

  it("Alt pressed long ago does not turn keypad digits into a number", () => {
    const digits = scanned("", {}).concat(
      [..."2900001"].map((digit, at) => keydown([`Numpad${digit}`, digit, 5000 + at * 10])),
    );
    const desk = new Desk().press(keydown(["AltLeft", "Alt", 0]), ...digits, enter(5080));
    expect(desk.codes).toEqual(["2900001"]);
  });

  it("a pointer or a change of focus gives undecided keys back first, and leaves a scan alone", () => {
    expect(new Desk().press(keydown(["KeyA", "a", 0])).release().field).toBe("a");
    const desk = new Desk().press(...scanned("4006", {})).release();
    expect([desk.field, desk.press(enter(40)).codes]).toEqual(["", ["4006"]]);
  });

  it("a screen that stops taking scans drops a half-received one and gives a person's key back", () => {
    expect(
      new Desk()
        .press(...scanned("12345", {}))
        .leave()
        .wait(),
    ).toMatchObject({ field: "", read: [] });
    expect(new Desk().press(keydown(["KeyA", "a", 0])).leave().field).toBe("a");
  });

  it("and a person's PIN too, however fast it is typed into its field", () => {
    const pin = scanned("2222", { gap: 4 }).map((key) => ({ ...key, editable: true }));
    expect(
      new Desk()
        .press(...pin)
        .leave()
        .wait(),
    ).toMatchObject({ field: "2222", read: [] });
  });
});

describe("times are the events' own", () => {
  it("a window that stalls for 150 ms reads the same scan", () => {
    const keys = scanned("2900001234566", { gap: 8 });
    const desk = new Desk().press(...keys.slice(0, 1));
    expect(desk.wake(150)).toMatchObject({ pass: true, effects: [], wakeAt: 166 });
    desk.press(...keys.slice(1), enter(13 * 8));
    expect([desk.codes, desk.field]).toEqual([["2900001234566"], ""]);
  });

  it("a late timer waits once, then gives the key back", () => {
    const desk = new Desk().press(keydown(["KeyA", "a", 0]));
    desk.wake(150);
    expect(desk.wake(166).effects).toHaveLength(1);
    expect(desk.field).toBe("a");
  });
});

/** Whether `whole` is made of the letters of both others, each in its own order. */
function isShuffle(whole: string, one: string, other: string): boolean {
  let reachable = new Set([0]);
  for (const [at, letter] of [...whole].entries()) {
    const next = new Set<number>();
    for (const used of reachable) {
      if (one[used] === letter) next.add(used + 1);
      if (other[at - used] === letter) next.add(used);
    }
    reachable = next;
  }
  return reachable.has(one.length);
}
