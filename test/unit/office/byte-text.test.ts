import { describe, expect, it } from "vitest";
import { formatBytes } from "../../../renderer/office/byte-text.ts";

describe("a size in its largest fitting unit", () => {
  it.each([
    [0, "0 КБ"],
    [53_248, "53 КБ"],
    [1_000_000, "1 МБ"],
    [1_250_000, "1,2 МБ"],
    [200_000_000, "200 МБ"],
    [81_600_000_000, "81 ГБ"],
    [9_990_000_000, "9,9 ГБ"],
    [4_000_000_000_000, "4 000 ГБ"],
  ])("%i bytes are %s: never more than there are", (bytes, text) => {
    expect(formatBytes(bytes, "ru").replaceAll("\u00a0", " ")).toBe(text);
  });

  it("English has its own point and units", () => {
    expect(formatBytes(1_250_000, "en")).toBe("1.2\u00a0MB");
  });
});
