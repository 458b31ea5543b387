import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesToText, type Frame, SerialFramer, type SerialFraming } from "../../../core/scan/index.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const shown = (all: readonly Frame[]) => all.map((frame) => (frame.ok ? frame.text : `<${frame.fault}>`));

/** Frames of chunks pushed at their times, with the timers that fall between and after them. */
function frames(framing: SerialFraming, ...chunks: readonly (readonly [number, string])[]): string[] {
  const framer = new SerialFramer(framing);
  const found = chunks.flatMap(([at, text]) => framer.push(bytes(text), at));
  return shown([...found, ...framer.wake(Number.MAX_SAFE_INTEGER)]);
}

describe("bytes of a serial reader become codes", () => {
  it.each<[string, SerialFraming, [number, string][], string[]]>([
    ["CR", "auto", [[0, "AAA\r"]], ["AAA"]],
    ["LF", "auto", [[0, "AAA\n"]], ["AAA"]],
    ["CRLF, no empty code", "auto", [[0, "AAA\r\nBBB\r\n"]], ["AAA", "BBB"]],
    [
      "CR and LF in different chunks",
      "auto",
      [
        [0, "AAA\r"],
        [40, "\nBBB\r"],
      ],
      ["AAA", "BBB"],
    ],
    [
      "stray ends",
      "auto",
      [
        [0, "\r\n\n"],
        [1, "X\n"],
      ],
      ["X"],
    ],
    [
      "silence",
      "auto",
      [
        [0, "AAA"],
        [151, "BBB"],
      ],
      ["AAA", "BBB"],
    ],
    [
      "no silence yet",
      "auto",
      [
        [0, "AA"],
        [149, "A"],
      ],
      ["AAA"],
    ],
    ["STX and ETX", "auto", [[0, "\x02AAA\x03\x02BBB\x03"]], ["AAA", "BBB"]],
    ["CR inside STX and ETX belongs to the code", "auto", [[0, "\x02A\rB\x03"]], ["A\rB"]],
    ["a check byte behind ETX", "auto", [[0, "\x02250\x034\r"]], ["250"]],
    [
      "a code right behind ETX",
      "auto",
      [
        [0, "\x02250\x03"],
        [30, "4AB\r"],
      ],
      ["250", "4AB"],
    ],
    ["STX without end", "auto", [[0, "\x02AAA"]], ["<incomplete-scan>"]],
    ["NUL padding", "auto", [[0, "\0A\0A\0\r"]], ["AA"]],
    ["framed only: noise between", "stx-etx", [[0, "xx\x02AAA\x03yy\r\n\x02BBB\x03"]], ["AAA", "BBB"]],
    ["framed only: a lost end", "stx-etx", [[0, "\x02AA\x02BBB\x03"]], ["<incomplete-scan>", "BBB"]],
    ["check byte right", "stx-etx-bcc", [[0, "\x022500000000423\x031"]], ["2500000000423"]],
    ["check byte wrong", "stx-etx-bcc", [[0, "\x022500000000423\x032\x02AB\x03\x00"]], ["<checksum>", "AB"]],
    [
      "check byte in the next chunk",
      "stx-etx-bcc",
      [
        [0, "\x02AB\x03"],
        [30, "\x00"],
      ],
      ["AB"],
    ],
    ["check byte that is an STX", "stx-etx-bcc", [[0, "\x0201\x03\x02\x02AB\x03\x00"]], ["01", "AB"]],
    [
      "silence, and an end character all the same",
      "silence",
      [
        [0, "AA"],
        [40, "A\r"],
        [141, "B"],
      ],
      ["AAA", "B"],
    ],
  ])("%s (%s)", (_what, framing, chunks, expected) => {
    expect(frames(framing, ...chunks)).toEqual(expected);
  });

  it("however the driver splits them", () => {
    const code = fc.stringMatching(/^[0-9A-Za-z\u001d]{1,20}$/);
    fc.assert(
      fc.property(
        fc.array(code, { maxLength: 6 }),
        fc.constantFrom("\r", "\n", "\r\n"),
        fc.infiniteStream(fc.nat(9)),
        (...given) => {
          const [codes, end, sizes] = given;
          let rest = codes.map((each) => each + end).join("");
          const chunks: [number, string][] = [];
          while (rest !== "") {
            const size = 1 + (sizes.next().value ?? 0);
            chunks.push([chunks.length, rest.slice(0, size)]);
            rest = rest.slice(size);
          }
          expect(frames("auto", ...chunks)).toEqual(codes);
        },
      ),
    );
  });

  it("any bytes at all: no crash, no frame longer than 8 kB, and the next code is clean", () => {
    const chunk = fc.uint8Array({ maxLength: 400 });
    const framing = fc.constantFrom<SerialFraming>("auto", "stx-etx", "stx-etx-bcc", "silence");
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 20 }), framing, (chunks, each) => {
        const framer = new SerialFramer(each);
        chunks.forEach((noise, at) => framer.push(noise, at * 10));
        framer.wake(100_000);
        expect(
          shown(framer.push(bytes(each === "stx-etx-bcc" ? "\x02AB\x03\x00" : "\x02AB\x03"), 200_000)).join(""),
        ).toContain(each === "silence" ? "" : "AB");
      }),
    );
  });

  it("an endless line is dropped up to its end, by name", () => {
    expect(frames("auto", [0, `${"7".repeat(9000)}\rAAA\r`])).toEqual(["<too-long>", "AAA"]);
    expect(frames("auto", [0, `${"7".repeat(8192)}\r`])[0]).toHaveLength(8192);
  });
});

describe("text of bytes", () => {
  it("UTF-8 comes back as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(bytesToText(Buffer.from(text.toWellFormed()))).toBe(text.toWellFormed());
      }),
    );
  });

  it.each([
    ["a lone Latin-1 letter", [0x43, 0xe9, 0x31], "Cé1"],
    ["an overlong form", [0xc0, 0xaf], "À¯"],
    ["a surrogate", [0xed, 0xa0, 0x80], "í\u00a0\u0080"],
    ["a cut-off letter", [0xd0], "Ð"],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "ô\u0090\u0080\u0080"],
  ])("%s is Latin-1, no byte lost", (_what, given, text) => {
    expect(bytesToText(Uint8Array.from(given))).toBe(text);
  });
});
