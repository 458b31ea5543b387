import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import {
  HidAssembler,
  type HidPiece,
  idTechReport,
  layoutFromReport,
  layoutOf,
  magtekReport,
  noFraming,
  parseDescriptor,
  readHidPiece,
  type ScannerReport,
} from "../../../core/scan/index.ts";

const golden = new URL("../../golden/cases/devices.json", import.meta.url);
const { descriptors } = z
  .object({ descriptors: z.record(z.string(), z.object({ descriptorHex: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(golden, "utf8")));
const descriptor = (name: string) => Buffer.from(descriptors[name]?.descriptorHex ?? "", "hex");

function scannerOf(name: string): ScannerReport {
  const found = layoutOf(descriptor(name));
  if (!found.ok || found.layout.kind !== "scanner") throw new Error(`${name} is no scanner`);
  return found.layout;
}

/** A report of the layout: identifier, data, and whether more follows. */
function reportOf(layout: ScannerReport, [aim, data]: readonly [string, string], more = false): Uint8Array {
  const bytes = new Uint8Array(layout.moreBit === null ? 64 : (layout.moreBit >> 3) + 1);
  if (layout.reportId !== null) bytes[0] = layout.reportId;
  if (layout.count !== null) bytes[layout.count] = data.length;
  layout.aim.forEach((at, index) => (bytes[at] = aim.charCodeAt(index)));
  bytes.set(Buffer.from(data, "latin1"), layout.data.at);
  if (more && layout.moreBit !== null) bytes[layout.moreBit >> 3] = 1 << (layout.moreBit & 7);
  return bytes;
}

const layouts = ["counted64", "counted62", "uncounted61"];
const texts = (pieces: readonly HidPiece[]) =>
  pieces.map((piece) => (piece.kind === "text" ? `${piece.aim ?? ""}${piece.text}` : piece.kind));

describe("the layout is read out of the device's own descriptor", () => {
  it.each([
    ["counted64", { count: 1, aim: [2, 3, 4], data: { at: 5, length: 56 }, moreBit: 504, makerCode: 61 }],
    ["counted62", { count: 1, aim: [2, 3, 4], data: { at: 5, length: 56 }, moreBit: 488, makerCode: null }],
    ["uncounted61", { count: null, aim: [1, 2, 3], data: { at: 4, length: 56 }, moreBit: 480, makerCode: null }],
  ])("%s", (name, expected) => {
    expect(scannerOf(name)).toEqual({ kind: "scanner", reportId: 2, ...expected });
  });

  it("of stripe readers: MagTek's page and the standard one", () => {
    expect(layoutOf(descriptor("magtek337"))).toEqual({ ok: true, layout: magtekReport });
    expect(layoutOf(descriptor("msr8e-229"))).toMatchObject({
      layout: {
        lengths: [0, 1, 2],
        tracks: [
          { at: 3, length: 79 },
          { at: 82, length: 40 },
          { at: 122, length: 107 },
        ],
      },
    });
  });

  it.each([
    ["boot-keyboard", "keyboard"],
    ["nothing", "layout-unknown"],
  ])("%s is refused by name: %s", (name, refusal) => {
    expect(layoutOf(descriptor(name))).toEqual({ ok: false, refusal });
  });

  it("any bytes at all: no crash, fields within bounds", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        for (const field of parseDescriptor(noise).fields) expect(field.count).toBeLessThanOrEqual(8192);
        layoutOf(noise);
      }),
      { numRuns: 2000 },
    );
  });

  it("a descriptor cut off at any byte is refused or reads within its report", () => {
    const whole = descriptor("counted64");
    const pieces = [...whole.keys()].flatMap((length) => {
      const found = layoutOf(whole.subarray(0, length));
      return found.ok ? new HidAssembler(found.layout).push(new Uint8Array(64), 0) : [];
    });
    expect(pieces).toEqual([]);
  });

  it("long items, pushed globals, usage ranges and usages with a page of their own", () => {
    const hex = [
      "fe0199ff", // long item of one byte
      "058c 0902 a101 8502 7508",
      "a4 7501 b4", // push, another size, pop
      "0b 3b000100 9501 8102", // Generic Desktop byte count by its full usage
      "19fb 29fd 9503 8102", // identifier by range
      "09fe 9538 8102 c0",
    ];
    const found = layoutOf(Buffer.from(hex.join("").replaceAll(/\s/g, ""), "hex"));
    expect(found).toMatchObject({ ok: true, layout: { count: 1, aim: [2, 3, 4], data: { at: 5, length: 56 } } });
  });

  it("without descriptor the first report decides, and only if one known form fits to the last byte", () => {
    const known = scannerOf("counted64");
    const report = reportOf(known, ["]E0", "4006381333931"]);
    expect(layoutFromReport(report)).toMatchObject({ count: 1 });
    const later = Uint8Array.of(2, 0, ...report.slice(1));
    expect(layoutFromReport(later)).toMatchObject({ count: 2, data: { at: 6 } });
    expect(layoutFromReport(Uint8Array.of(...report.slice(0, 30), 7, ...report.slice(31)))).toBe(null);
    expect(layoutFromReport(new Uint8Array(509))).toBe(null);
  });

  it("ID TECH's tracks follow each other: told by the descriptor, or by a whole report", () => {
    const fields = ["0920 0921 0922 0928 0929 092a 0938 9507 8102", "0930 9502 8102", "0931 96f401 8202 01"];
    const hex = `0600ff 0901 a101 1500 26ff00 7508 ${fields.join("")} c0`.replaceAll(/\s/g, "");
    expect(layoutOf(Buffer.from(hex, "hex"))).toEqual({ ok: true, layout: idTechReport });
    const text = "%B6391230000012343^IVANOV/IVAN^4912?;6391230000012343=4912?\r";
    const report = new Uint8Array(509);
    report.set(Buffer.from(text), 9);
    expect(layoutFromReport(report)).toEqual(idTechReport);
    expect(texts(new HidAssembler(idTechReport).push(report, 0))).toEqual([text]);
    report.set([1], 300);
    expect(layoutFromReport(report)).toBe(null);
  });
});

describe.each(layouts)("reports of %s become codes", (name) => {
  const layout = scannerOf(name);

  it("any code, over as many reports as it needs", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,300}$/), (text) => {
        const assembler = new HidAssembler(layout);
        const parts = text.match(/.{1,56}/g) ?? [];
        const pieces = parts.flatMap((part, at) =>
          assembler.push(reportOf(layout, ["]Q1", part], at < parts.length - 1), at * 10),
        );
        expect(texts(pieces)).toEqual([`]Q1${text}`]);
      }),
    );
  });

  it("a rest that never comes is dropped by name, after half a second or at the next identifier", () => {
    for (const at of [10, 501]) {
      const assembler = new HidAssembler(layout);
      assembler.push(reportOf(layout, ["]Q1", "A".repeat(56)], true), 0);
      expect(texts(assembler.push(reportOf(layout, ["]E0", "4006381333931"]), at))).toEqual([
        "fault",
        "]E04006381333931",
      ]);
    }
  });

  it("other reports, short ones and empty ones are nothing", () => {
    const assembler = new HidAssembler(layout);
    for (const bytes of [[], [2], [2, 0x5d], [1, 5, 93, 69, 48, 49]]) {
      expect(texts(assembler.push(Uint8Array.from(bytes), 0))).toEqual([]);
    }
    expect(texts(assembler.push(reportOf(layout, ["\0\0\0", ""]), 0))).toEqual([]);
  });

  it("noise never crashes and never holds more than 8 kB", () => {
    const assembler = new HidAssembler(layout);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        const pieces = assembler.push(Uint8Array.of(2, ...noise), 0);
        expect(Math.max(0, ...texts(pieces).map((text) => text.length))).toBeLessThanOrEqual(8195);
      }),
    );
  });
});

describe("what a report says of itself is checked", () => {
  const layout = scannerOf("counted64");

  it("a byte count cuts the data even where it holds NULs, and none above its room is believed", () => {
    const bytes = reportOf(layout, ["]Q1", "a\0b\0"]);
    expect(texts(new HidAssembler(layout).push(bytes, 0))).toEqual(["]Q1a\0b\0"]);
    bytes[1] = 57;
    expect(new HidAssembler(layout).push(bytes, 0)).toEqual([{ kind: "fault", fault: "bad-length" }]);
  });

  it.each([
    ["]X0", 0x3f, "answer"],
    ["]Z6", 0x36, "answer"],
    ["]X0", 0x64, "]X0A.B"],
  ])("%s with maker's code %i is %s", (aim, code, expected) => {
    const bytes = reportOf(layout, [aim, "A.B"]);
    bytes[61] = code;
    expect(texts(new HidAssembler(layout).push(bytes, 0))).toEqual([expected]);
  });

  it("MagTek: lengths, status bits and the cross-check", () => {
    const card = (lengths: readonly number[], status: readonly number[], tracks: readonly string[]) => {
      const bytes = new Uint8Array(337);
      bytes.set([...status, ...lengths]);
      tracks.forEach((track, index) => bytes.set(Buffer.from(track, "latin1"), 7 + 110 * index));
      const [piece] = new HidAssembler(magtekReport).push(bytes, 0);
      return piece && readHidPiece(piece, { framing: noFraming, swipes: { own: [], strangers: "read" } });
    };
    const one = "%B6391000000004204^PETROVA/ANNA^4912?";
    const two = ";6391000000004204=4912?";
    expect(card([one.length, two.length, 0], [0, 0, 0], [one, two])).toMatchObject({ swipe: { agree: true } });
    expect(card([0, two.length, 0], [1, 0, 0], ["", two])).toMatchObject({ swipe: { trackErrors: [1] } });
    expect(card([one.length, 111, 0], [0, 0, 0], [one, two])).toEqual({ kind: "unreadable", reason: "bad-length" });
    expect(card([0, 0, 0], [0, 0, 0], [])).toBe(undefined);
    const bank = ";4111111111111111=4912101?";
    expect(card([0, bank.length, 0], [0, 0, 0], ["", bank])).toEqual({ kind: "bank-card" });
  });
});
