import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { calls, events } from "../../../core/contract/index.ts";
import { describeCalls, serveJsonLines } from "../../../electron/engine/index.ts";
import { goods, openSellingTill, people, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

async function exchange(lines: readonly string[]): Promise<Record<string, unknown>[]> {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serveJsonLines(till.engine, { input, output, notJson: "не JSON" });
  input.end(lines.join("\n"));
  await served;
  const said = String(output.read() ?? "");
  return said
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe("JSON lines", () => {
  it("answer each message by its id, with the events in between", async () => {
    const said = await exchange([
      JSON.stringify({ id: 1, command: "scan", input: { code: goods.milk.code } }),
      JSON.stringify({ id: "two", command: "getBasket" }),
    ]);
    expect(said.map((message) => message["id"] ?? message["event"])).toEqual(["basketChanged", 1, "two"]);
  });

  it("go on after a line that is no JSON, a blank line and one without an end", async () => {
    const said = await exchange(["{", "", "  ", "null", '{"id":3,"command":"getSession"}']);
    expect(said).toMatchObject([
      { id: null, refused: { kind: "invalid-input", message: "не JSON" } },
      { id: null, refused: { kind: "invalid-input" } },
      { id: 3, ok: { demo: true } },
    ]);
  });

  it("wait for a long answer after the input has ended", async () => {
    await till.call("signIn", people.manager);
    const csv = "sku,barcode,name_ru,category,unit,price_minor,currency\n1,4817000010023,Молоко,food,pcs,1,BYN";
    const said = await exchange([JSON.stringify({ id: 9, command: "previewCatalogue", input: { csv } })]);
    expect(said.at(-1)).toMatchObject({ id: 9, ok: { rows: 1 } });
  });

  it("end quietly when nobody reads any more", async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const served = serveJsonLines(till.engine, { input, output, notJson: "" });
    output.destroy(new Error("EPIPE"));
    input.write('{"id":1,"command":"getSession"}\n');
    await served;
    expect(await till.call("getBasket")).toMatchObject({ lines: [] });
  });

  it("are described with every command, what it does and its input", () => {
    const text = describeCalls();
    for (const [name, { about }] of Object.entries(calls)) expect(text).toContain(`  ${name}\n      ${about}\n      {`);
    expect(text).toContain("{sku: text 1..64, qtyMilli?: whole 1..9999999}");
    expect(text).toContain(Object.keys(events).join(", "));
  });
});

describe("the engine's own process", () => {
  const tool = join(import.meta.dirname, "../../../tools/engine.ts");
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "engine-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function run(args: readonly string[], said: string): Promise<{ out: string; code: number | null }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [tool, ...args], { stdio: ["pipe", "pipe", "ignore"] });
      let out = "";
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.once("exit", (code) => resolve({ out, code }));
      child.stdin.end(said);
    });
  }

  it("keeps stdout for JSON alone, takes its clock from --now, and ends when the input does", async () => {
    const { out, code } = await run(
      ["--data", dir, "--demo", "--now", "2025-01-02T10:00:00+03:00"],
      '{"id":1,"command":"getStatus"}\nnonsense\n',
    );
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { id: 1, ok: { items: 174 } },
      { id: null, refused: { kind: "invalid-input" } },
    ]);
    expect(Math.abs(lines[0].ok.now - Date.parse("2025-01-02T10:00:00+03:00"))).toBeLessThan(60_000);
    expect(code).toBe(0);
  });

  it("closes its files on SIGTERM, so that the next one can open them at once", async () => {
    const child = spawn(process.execPath, [tool, "--data", dir, "--demo"], { stdio: ["pipe", "pipe", "ignore"] });
    child.stdin.write('{"id":1,"command":"getSession"}\n');
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect((await run(["--data", dir], '{"id":2,"command":"getSession"}\n')).out).toContain('"demo":true');
  });

  it("says why it cannot open the data, and that there is no time in --now", async () => {
    expect((await run(["--data", join(tool, "below-a-file")], "")).out).toContain('"refused"');
    expect((await run(["--data", dir, "--now", "yesterday"], "")).code).toBe(2);
    expect((await run([], "")).code).toBe(2);
  });
});
