import { describe, expect, it } from "vitest";
import { readTextFile } from "../../../renderer/task/read-text-file.ts";

const file = (...bytes: readonly number[]): Blob => new Blob([new Uint8Array(bytes)]);

describe("a text file from anybody's computer", () => {
  it("in UTF-8 is read as it is, with or without a byte order mark", async () => {
    const bytes = [0xd0, 0xa1, 0xd1, 0x8b, 0xd1, 0x80];
    expect(await readTextFile(file(...bytes))).toBe("Сыр");
    expect(await readTextFile(file(0xef, 0xbb, 0xbf, ...bytes))).toBe("Сыр");
  });

  it("saved by a Russian Excel in windows-1251 is read too", async () => {
    expect(await readTextFile(file(0xd1, 0xfb, 0xf0, 0x3b, 0x32))).toBe("Сыр;2");
  });
});
