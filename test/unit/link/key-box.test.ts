import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createShellSealer, type SecretOrder } from "../../../electron/engine/shell-sealer.ts";
import { createKeyBox, noSealer, type Sealer } from "../../../electron/link/key-box.ts";
import { isSigned } from "../../../electron/link/keys.ts";
import { officeAddress } from "../../../electron/link/office-client.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "keys-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A store of the system that only its own user can open. */
const storeOf = (user: string): Sealer => ({
  seal: async (text) => Buffer.from(`${user}:${text}`).toString("base64"),
  open: async (sealed) => {
    const [owner, text] = Buffer.from(sealed, "base64").toString().split(":");
    return owner === user ? (text ?? null) : null;
  },
});
const files = (): string[] => readdirSync(dir);
const text = (): string =>
  files()
    .map((name) => readFileSync(join(dir, name), "utf8"))
    .join("");

describe("the key by which head office knows a till", () => {
  it.each([
    ["sealed by the system's store", storeOf("anna"), true],
    ["in a file of its user alone where there is none, which is said", noSealer, false],
  ])("is kept %s and signs after a restart", async (_, sealer, isProtected) => {
    const key = createKeyBox(dir, sealer).make();
    await createKeyBox(dir, sealer).keep("t-1", key);
    expect(text().includes(key.secret)).toBe(!isProtected);
    expect(files().map((name) => statSync(join(dir, name)).mode & 0o777)).toEqual([0o600]);
    const read = await createKeyBox(dir, sealer).read("t-1");
    expect(read?.isProtected).toBe(isProtected);
    expect(isSigned("hello", read?.key.sign("hello") ?? "", key.publicKey)).toBe(true);
    expect(isSigned("hallo", read?.key.sign("hello") ?? "", key.publicKey)).toBe(false);
  });

  it("is gone for another user, when damaged, and for another name", async () => {
    const box = createKeyBox(dir, storeOf("anna"));
    await box.keep("t-1", box.make());
    expect(await createKeyBox(dir, storeOf("boris")).read("t-1")).toBeUndefined();
    expect(await createKeyBox(dir, noSealer).read("t-1")).toBeUndefined();
    expect(await box.read("t-2")).toBeUndefined();
    writeFileSync(join(dir, files()[0] ?? ""), '{"protected":');
    expect(await box.read("t-1")).toBeUndefined();
  });

  it("of a name that was left is removed", async () => {
    const box = createKeyBox(dir, noSealer);
    await box.keep("t-1", box.make());
    await box.keep("t-2", box.make());
    box.keepOnly("t-2");
    expect([await box.read("t-1"), (await box.read("t-2"))?.isProtected]).toEqual([undefined, false]);
  });

  it("is sealed by the shell's process; each answer goes to who asked", async () => {
    const asked: SecretOrder[] = [];
    const sealer = createShellSealer((order) => void asked.push(order));
    const [one, other] = [sealer.seal("one"), sealer.open("two")];
    expect(asked).toEqual([
      { id: 1, seal: "one" },
      { id: 2, open: "two" },
    ]);
    sealer.hear({ id: 2, text: null });
    sealer.hear({ id: 1, text: "sealed" });
    expect(await Promise.all([one, other])).toEqual(["sealed", null]);
  });
});

describe("what a person types as an address", () => {
  it.each([
    ["office.example.by", "https://office.example.by"],
    [" office.example.by:8700/console ", "https://office.example.by:8700"],
    ["http://10.0.0.5:8700", "http://10.0.0.5:8700"],
    ["127.0.0.1:8700", "http://127.0.0.1:8700"],
    ["localhost:8700", "http://localhost:8700"],
    ["https://name:secret@office.example.by", undefined],
    ["file:///etc/passwd", undefined],
    ["::", undefined],
    ["", undefined],
  ])("%j means %s", (typed, url) => {
    expect(officeAddress(typed)).toBe(url);
  });
});
