import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  hostLayoutNames,
  looksLikeSwipe,
  readSwipe,
  readTrackBits,
  splitTracks,
  type SwipePolicy,
  type TrackNumber,
  undoHostLayout,
} from "../../../core/scan/index.ts";
import { Desk, keydown, profile, scanned } from "./wedge-desk.ts";

const own: SwipePolicy = { own: [{ prefix: "6391", length: 16, check: "luhn" }], strangers: "refuse" };
const open: SwipePolicy = { own: [], strangers: "read" };
const one = "%B6391000000004204^PETROVA/ANNA^4912101000000?";
const two = ";6391000000004204=49121010000000000?";

describe("a stripe is read track by track and cross-checked", () => {
  it.each([
    ["both tracks", one + two, { agree: true, number: "6391000000004204", trackErrors: [] }],
    ["track 1 unread", `%E?${two}`, { agree: null, number: "6391000000004204", trackErrors: [1] }],
    ["track 2 unread", `${one};E?`, { agree: null, number: "6391000000004204", trackErrors: [2] }],
    ["line ends between", `${one}\r\n${two}\r\n`, { agree: true, trackErrors: [] }],
    ["check characters behind the end", `${one}=${two}8`, { agree: true, trackErrors: [] }],
    ["tracks of two cards", `${one};6391000000000004=4912101?`, { agree: false, number: null }],
    ["letters in track 2", ";63910A0=4912101?", { number: null, trackErrors: [2] }],
    ["cut off", ";6391000000004204=4912", { number: null, trackErrors: [2] }],
    ["too long for track 2", `;${"1".repeat(38)}?`, { number: null, trackErrors: [2] }],
  ])("%s", (_what, text, expected) => {
    expect(readSwipe(text, own)).toMatchObject({ kind: "tracks", ...expected });
  });

  it("fields that the issuer leaves out are absent, not guessed", () => {
    const swipe = readSwipe("%B6391000000004204^PETROVA/ANNA   ^^101X?;6391000000004204==101?", own);
    expect(swipe).toMatchObject({
      tracks: { track1: { name: "PETROVA/ANNA", service: "101", discretionary: "X" }, track2: { service: "101" } },
    });
    expect(JSON.stringify(swipe)).not.toContain("expiry");
  });

  it("the third track begins with + or with a second ;", () => {
    expect(splitTracks(";1?;2?").map(({ track }) => track)).toEqual([2, 3]);
    expect(splitTracks("%A?;1?+2?").map(({ track }) => track)).toEqual([1, 2, 3]);
  });

  it.each(["4006381333931", "GOLD-0042", "100%?", "+79161234567", "A;1?", ""])("%j is no swipe", (text) => {
    expect(looksLikeSwipe(text)).toBe(false);
  });

  it("never crashes and never finds a number that is not in the text", () => {
    const stripe = fc.array(
      fc.constantFrom("%", ";", "+", "?", "B", "^", "=", "E", "6391000000004204", "4912", "\r", "Ж"),
    );
    fc.assert(
      fc.property(stripe, (parts) => {
        const text = parts.join("");
        const swipe = readSwipe(text, open);
        expect(text).toContain(swipe.kind === "tracks" ? (swipe.number ?? "") : "");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a payment card's stripe is refused whole", () => {
  it.each([
    ["track 1", "%B4111111111111111^DOE/JANE^1805101000000?"],
    ["track 2", ";4111111111111111=1805101000000?"],
    ["with the other track unread", "%E?;5555555555554444=1805101?"],
    ["without service code, by its number", ";5555555555554444=1805?"],
    ["cut off in the middle", ";4111111111111111=18"],
    ["a stranger's with a service code", ";6009050000000000=1805101?"],
    ["behind a track of ours", `${two.replace(";", "%B").replace("=", "^X^")};4111111111111111=1805101?`],
  ])("%s", (_what, text) => {
    const swipe = readSwipe(text, own);
    expect(swipe.kind).toBe("bank-card");
    expect(JSON.stringify(swipe)).not.toMatch(/\d{7}|DOE|1805/);
  });

  it("an own card's data field that looks like a card number refuses nothing", () => {
    expect(readSwipe(";6391000000004204=49124111111111111111?", own)).toMatchObject({ number: "6391000000004204" });
  });

  it("keyed by a wedge: no digit in what the page gets, and nothing in the field", () => {
    const text = "%B4111111111111111^DOE/JANE^1805101?;4111111111111111=1805101?";
    const desk = new Desk({ swipes: own }).press(...scanned(text, { gap: 4 }), keydown(["Enter", "Enter", 260])).wait();
    expect([desk.read, desk.field]).toEqual([[{ kind: "bank-card" }], ""]);
    const number = new Desk().press(...scanned("4111111111111111", {}), keydown(["Enter", "Enter", 170])).wait();
    expect([number.read, number.field]).toEqual([[{ kind: "bank-card" }], ""]);
  });
});

describe("keyboard readers", () => {
  it("that press Enter after each track are read as one swipe", () => {
    const second = scanned(two, { gap: 4, at: 300 });
    const keys = [...scanned(one, { gap: 4 }), keydown(["Enter", "Enter", 190]), ...second];
    const desk = new Desk({ ...profile, swipes: own }).press(...keys, keydown(["Enter", "Enter", 450])).wait();
    expect(desk.read).toMatchObject([{ kind: "swipe", swipe: { agree: true, number: "6391000000004204" } }]);
    expect(desk.field).toBe("");
  });

  it("and a barcode right behind a swipe stay two", () => {
    const keys = [...scanned(two, { gap: 4 }), keydown(["Enter", "Enter", 150])];
    const next = [...scanned("4006381333931", { gap: 4, at: 300 }), keydown(["Enter", "Enter", 360])];
    const desk = new Desk({ swipes: own }).press(...keys, ...next).wait();
    expect(desk.read.map(({ kind }) => kind)).toEqual(["swipe", "scan"]);
  });

  it.each(hostLayoutNames)("text that the %s layout has turned into other letters is recovered", (layout) => {
    const keys = [...range(0x20, 0x7e), ...range(0x400, 0x45f), ..."№§–€„“"];
    const typed = [..."%B6391000000004204^PETROVA/ANNA^4912?;6391000000004204=4912?"].map((letter) =>
      keys.find((each) => undoHostLayout(each, layout) === letter),
    );
    expect(typed.join("")).toMatch(/[А-Я]/);
    expect(readSwipe(typed.join(""), own)).toMatchObject({ number: "6391000000004204", recoveredFrom: layout });
    expect(looksLikeSwipe(typed.join(""))).toBe(true);
  });
});

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at));
}

describe("tracks from bits", () => {
  const alphabet = (track: TrackNumber) =>
    track === 1 ? { size: 6, base: 32, start: "%" } : { size: 4, base: 48, start: ";" };
  const encode = (track: TrackNumber, body: string): string => {
    const { size, base, start } = alphabet(track);
    const codes = [...`${start}${body}?`].map((letter) => letter.charCodeAt(0) - base);
    const lrc = codes.reduce((sum, code) => sum ^ code, 0);
    const character = (code: number): string => {
      const bits = Array.from({ length: size }, (_, bit) => (code >> bit) & 1);
      const parity = bits.reduce((sum, bit) => sum + bit, 0) % 2 === 0 ? 1 : 0;
      return [...bits, parity].join("");
    };
    return "0".repeat(23) + [...codes, lrc].map(character).join("") + "0".repeat(22);
  };

  it("the first and last bits of a published track", () => {
    const bits = encode(2, "6391000000004204=4912").replace(/^0+/, "").replace(/0+$/, "");
    expect(bits.startsWith("1101001101110011001110000")).toBe(true);
    expect(bits).toMatch(/1111100010?$/);
  });

  it("any track, in either direction and polarity", () => {
    const cases = fc.oneof(
      fc.tuple(fc.constant(2 as const), fc.stringMatching(/^[0-9]{3,19}=[0-9]{4,16}$/)),
      fc.tuple(fc.constant(1 as const), fc.stringMatching(/^B[0-9]{6,19}\^[A-Z/ ]{2,26}\^[0-9]{4,12}$/)),
    );
    fc.assert(
      fc.property(cases, fc.boolean(), fc.boolean(), ([track, body], reversed, inverted) => {
        let bits = encode(track, body);
        if (reversed) bits = [...bits].toReversed().join("");
        if (inverted) bits = [...bits].map((bit) => (bit === "0" ? "1" : "0")).join("");
        const text = `${alphabet(track).start}${body}?`;
        expect(readTrackBits(bits, track)).toMatchObject({ text, lrcOk: true, reversed, inverted, parityErrors: [] });
      }),
    );
  });

  it("a damaged bit is reported at its character, and the check character fails", () => {
    const bits = [...encode(2, "000123")];
    const at = bits.indexOf("1") + 5 * 4;
    bits[at] = bits[at] === "1" ? "0" : "1";
    expect(readTrackBits(bits.join(""), 2)).toMatchObject({ lrcOk: false, parityErrors: [4] });
  });

  it("noise and nothing are no track, and never crash", () => {
    expect(readTrackBits("", 2).text).toBe(null);
    fc.assert(fc.property(fc.stringMatching(/^[01]{0,200}$/), (bits) => void readTrackBits(bits, 1)));
  });
});
