import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WedgeEvent } from "../../../core/scan/index.ts";
import { Desk, keydown, scanned } from "./wedge-desk.ts";

const code = fc.stringMatching(/^[0-9A-Z]{6,20}$/);
const enter = (timeStamp: number) => keydown(["Enter", "Enter", timeStamp]);
/** Pauses between a reader's keys: 25 ms at most, none like the other. */
const readerPauses = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 22, maxLength: 22 });

/** Keys of a scan with these pauses between them, its Enter last. */
function scanOf(text: string, pauses: readonly number[], start = 0): WedgeEvent[] {
  let at = start;
  const times = [...text, "Enter"].map((_, index) => (at += index === 0 ? 0 : (pauses[index] ?? 1)));
  return [...scanned(text, {}), enter(0)].map((key, index) => ({ ...key, timeStamp: times[index] ?? 0 }));
}

/** The system held keys up: all that were pressed meanwhile bear the time when it went on. */
function heldUp(keys: readonly WedgeEvent[], from: number, forMs: number): WedgeEvent[] {
  const start = keys[Math.min(from, keys.length - 1)]?.timeStamp ?? 0;
  return keys.map((key, index) => (index < from ? key : { ...key, timeStamp: Math.max(key.timeStamp, start + forMs) }));
}

describe("a busy machine loses no scan", () => {
  it("one key of any place may be up to 60 ms late, those behind it with it", () => {
    const late = fc.record({ from: fc.integer({ min: 1, max: 20 }), forMs: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(code, readerPauses, late, (text, pauses, { from, forMs }) => {
        const desk = new Desk().press(...heldUp(scanOf(text, pauses), from, forMs)).wait();
        expect([desk.codes, desk.field]).toEqual([[text], ""]);
      }),
    );
  });

  it("keys may reach the page however late, the first three with any pause between, their times tell", () => {
    const arrivals = fc.array(fc.integer({ min: 0, max: 110 }), { minLength: 22, maxLength: 22 });
    const first = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(code, readerPauses, arrivals, first, (text, pauses, delays, firstDelays) => {
        const desk = new Desk();
        let now = 0;
        for (const [index, key] of scanOf(text, pauses).entries()) {
          now = Math.max(key.timeStamp, now + (firstDelays[index] ?? delays[index] ?? 0));
          desk.arrive(key, now);
        }
        expect([desk.wait().codes, desk.field]).toEqual([[text], ""]);
      }),
    );
  });

  it("a reader that presses Enter after its scans is waited for three times as long", () => {
    const times = (at: number) => scanned("2900001234566", { at }).map((key, index) => ({ key, late: index > 6 }));
    const desk = new Desk().press(...scanned("4006381333931", {}), enter(130));
    for (const { key, late } of times(1000)) desk.arrive(key, key.timeStamp + (late ? 280 : 0));
    desk.arrive(enter(1130), 1130 + 280);
    expect(desk.codes).toEqual(["4006381333931", "2900001234566"]);
    expect(desk.terminated).toEqual([true, true]);
  });

  it("a first character that was typed already is taken out of the field again", () => {
    const keys = scanOf("290000", [0, 5, 5, 5, 5, 5, 5]);
    const desk = new Desk();
    keys.slice(0, 1).forEach((key) => desk.arrive(key, 0));
    expect(desk.wait(400).field).toBe("2");
    keys.slice(1).forEach((key) => desk.arrive(key, 400 + key.timeStamp));
    expect([desk.codes, desk.field]).toEqual([["290000"], ""]);
  });
});

describe("a busy machine eats no typing", () => {
  const pause = fc.integer({ min: 90, max: 400 });
  const typed = fc.array(fc.tuple(fc.constantFrom("а", "7", "ж"), pause), { maxLength: 20 });
  const positions: Readonly<Record<string, string>> = { а: "KeyF", "7": "Digit7", ж: "Semicolon" };

  function keysOf(letters: readonly (readonly [string, number])[], start: number): WedgeEvent[] {
    let at = start;
    return letters.map(([letter, gap]) => keydown([positions[letter] ?? "", letter, (at += gap)]));
  }

  it("a person's keys may reach the page in heaps: what is apart by 90 ms and more was typed", () => {
    fc.assert(
      fc.property(typed, fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }), (letters, delays) => {
        const desk = new Desk();
        let now = 0;
        for (const [index, key] of keysOf(letters, 0).entries()) {
          now = Math.max(key.timeStamp + (delays[index] ?? 0), now);
          desk.arrive(key, now);
        }
        expect([desk.wait().read, desk.field]).toEqual([[], letters.map(([letter]) => letter).join("")]);
      }),
    );
  });

  it("a word, a scan 90 ms behind it and another word: the words are typed, the code is read", () => {
    fc.assert(
      fc.property(typed, typed, code, fc.tuple(readerPauses, pause), (before, after, text, [pauses, gap]) => {
        const first = keysOf(before, 0);
        const scan = scanOf(text, pauses, (first.at(-1)?.timeStamp ?? 0) + gap);
        const second = keysOf(after, scan.at(-1)?.timeStamp ?? 0);
        const desk = new Desk().press(...first, ...scan, ...second).wait();
        const words = [...before, ...after].map(([letter]) => letter).join("");
        expect([desk.codes, desk.field]).toEqual([[text], words]);
      }),
    );
  });
});
