import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  answer,
  areDrawerPulses,
  begin,
  byteIn,
  cut,
  drawerPulse,
  encodeText,
  enqueue,
  finish,
  nextJob,
  type PrintQueue,
  readStatus,
  slipBytes,
} from "../../../core/print/index.ts";

const hex = (bytes: Uint8Array | readonly number[]) => Buffer.from(bytes).toString("hex");

describe("text in the printer's code page", () => {
  it.each([
    ["Скидка", "cp866", "1b7411 91aaa8a4aaa0"],
    ["Карта № 12 Ё", "cp866", "1b7411 8aa0e0e2a020fc20313220f0"],
    ["ў", "cp866", "1b7411 f7"],
    ["і", "cp855", "1b7422 8a"],
    ["Зніжка", "cp1251", "1b742e c7edb3e6eae0"],
    ["Знiж", "cp866", "1b7411 87ad69a6"],
    ["Сі", "cp866", "1b7411 91 1b7422 8a"],
    ["Сі a і", "cp866", "1b7411 91 1b7422 8a2061208a"],
    ["€", "cp866", "1b7411 1b742e 88"],
    ["漢", "cp866", "1b7411 3f"],
    ["a\u001bp0", "cp866", "1b7411 613f7030"],
  ] as const)("%s in %s", (text, page, expected) => {
    expect(hex(encodeText(text, page))).toBe(expected.replaceAll(" ", ""));
  });

  it("every letter of the three languages has a byte", () => {
    const letters = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЎабвгдеёжзийклмнопрстуфхцчшщъыьэюяіў№Aaz09";
    for (const page of ["cp866", "cp855", "cp1251"] as const) {
      expect([...encodeText(letters, page)]).not.toContain(0x3f);
    }
  });

  it.each(["cp866", "cp855", "cp1251"] as const)("a receipt's signs all come out in %s, and in one page", (page) => {
    const line = "Чек № 1 «Молоко» — 2 шт. × 1,50…\u00a0−0,05 ··7208 й’ё";
    const bytes = slipBytes({ id: "1", title: "", lines: [line], drawer: false }, page);
    const text = bytes.subarray(5, bytes.length - 4);
    expect([...text]).not.toContain(0x3f);
    expect(hex(text)).not.toContain("1b74");
    expect(text).toHaveLength(line.length + 1);
  });

  it("text never carries a printer command: no byte below 20 but line feeds and the choice of page", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const commands = hex(encodeText(text, "cp866")).replaceAll(/1b74(11|22|2e)/g, "");
        expect(Buffer.from(commands, "hex").filter((byte) => byte < 0x20 && byte !== 0x0a)).toHaveLength(0);
      }),
    );
    expect(byteIn("\ufffd", "cp1251")).toBe(null);
  });
});

describe("drawer and status", () => {
  it.each([
    [drawerPulse(2, 100, 500), "1b700032fa", true],
    [drawerPulse(5, 100, 500), "1b700132fa", true],
    [drawerPulse(2, 9999, 9999), "1b7000ffff", true],
    [[0x1b, 0x70, 0, 0x1b, 0x70, 1], "1b70001b7001", false],
    [[0x1b, 0x70, 0, 0, 0], "1b70000000", false],
    [[], "", false],
  ])("%j", (bytes, expected, valid) => {
    expect([hex(bytes), areDrawerPulses(Uint8Array.from(bytes))]).toEqual([expected, valid]);
  });

  it("cuts after feeding", () => {
    expect([hex(cut("full")), hex(cut("partial"))]).toEqual(["1d564100", "1d564200"]);
  });

  it.each([
    [1, 0x12, { online: true, drawerPinHigh: false }],
    [1, 0x16, { online: true, drawerPinHigh: true }],
    [1, 0x1a, { online: false }],
    [2, 0x16, { coverOpen: true, paper: "ok" }],
    [2, 0x32, { paper: "end" }],
    [3, 0x1a, { error: "cutter" }],
    [3, 0x32, { error: "unrecoverable" }],
    [4, 0x12, { paper: "ok" }],
    [4, 0x1e, { paper: "near-end" }],
    [4, 0x72, { paper: "end" }],
  ] as const)("DLE EOT %i answered %i", (request, byte, expected) => {
    expect(readStatus(request, byte)).toMatchObject(expected);
  });

  it.each([0x00, 0xff, 0x10, 0x92])("%i is no status", (byte) => {
    expect(readStatus(1, byte)).toBe(null);
  });
});

describe("each copy of a receipt is printed at most once", () => {
  it("a printer that cannot be reached gets nothing, so the job waits and is sent again", () => {
    let queue: PrintQueue = enqueue(enqueue([], "r1"), "r1");
    for (const attempt of ["refused", "refused", "sent"] as const) {
      const job = nextJob(queue);
      if (job) queue = finish(begin(queue, job.id), job.id, attempt);
    }
    expect(queue).toEqual([{ id: "r1", state: "printed", attempts: 3 }]);
    expect(enqueue(queue, "r1")).toBe(queue);
  });

  it("one that broke off is sent again only when the cashier says that it did not print", () => {
    const broken = finish(begin(enqueue(enqueue([], "r1"), "r2"), "r1"), "r1", "broken");
    expect(nextJob(broken)).toBe(null);
    expect(nextJob(answer(broken, "r1", false))?.id).toBe("r1");
    expect(nextJob(answer(broken, "r1", true))?.id).toBe("r2");
  });

  it("whatever happens, no job is sent twice without a refusal or the cashier's word between", () => {
    const act = fc.constantFrom("add", "refused", "sent", "broken", "did", "did not");
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let queue: PrintQueue = [];
        const sent = new Map<string, string>();
        const doubled: string[] = [];
        acts.forEach((what, at) => {
          const job = nextJob(queue);
          if (what === "add") queue = enqueue(queue, `r${at % 5}`);
          else if (what === "did" || what === "did not") {
            const unsure = queue.find(({ state }) => state === "unsure");
            if (unsure) queue = answer(queue, unsure.id, what === "did");
            if (unsure && what === "did not") sent.delete(unsure.id);
          } else if (job) {
            if ((sent.get(job.id) ?? "refused") !== "refused") doubled.push(job.id);
            sent.set(job.id, what);
            queue = finish(begin(queue, job.id), job.id, what);
          }
        });
        expect(doubled).toEqual([]);
      }),
    );
  });

  it("is bounded: finished jobs make room, waiting ones are never pushed out", () => {
    let queue: PrintQueue = [];
    for (let at = 0; at < 300; at++) queue = enqueue(queue, `r${at}`);
    expect([queue.length, queue[0]?.id]).toEqual([200, "r0"]);
    queue = finish(begin(queue, "r0"), "r0", "sent");
    expect(enqueue(queue, "r300").at(-1)?.id).toBe("r300");
  });
});
