import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { Socket, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { present } from "../../../core/kernel/index.ts";

const work = mkdtempSync(join(tmpdir(), "engine-process-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const children = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of children) await ended(child);
  children.clear();
});

const dataDir = join(work, "data");

/** The engine as the browser shell starts it, everything it has said, and screens whose sockets it was handed. */
function startEngine(dir = dataDir) {
  const args = ["--data", dir, "--resources", resolve("resources"), "--demo"];
  const child = fork(resolve("electron/engine.ts"), args, { serialization: "advanced" });
  children.add(child);
  const said: unknown[] = [];
  child.on("message", (sent) => said.push(sent));
  const door = createServer().listen(0, "127.0.0.1");
  door.on("upgrade", ({ headers }, socket, head) => {
    if (socket instanceof Socket) child.send({ page: { headers, head } }, socket);
  });
  child.once("exit", () => door.close());
  const screens = new Map<number, WebSocket>();
  const attach = async (to: number): Promise<void> => {
    if (!door.listening) await once(door, "listening");
    const screen = new WebSocket(`ws://127.0.0.1:${present(door.address() as AddressInfo | null, "port").port}`);
    screens.set(to, screen);
    screen.on("message", (data: Buffer) => said.push({ to, message: JSON.parse(data.toString()) }));
    await once(screen, "open");
  };
  /** The engine hears of it a moment later. */
  const detach = async (screen: number): Promise<void> => {
    const left = present(screens.get(screen), "screen");
    left.close();
    await once(left, "close");
    await setTimeout(100);
  };
  const until = (expected: unknown): Promise<void> =>
    expect.poll(() => said, { timeout: 15_000 }).toContainEqual(expected);
  const say = (from: number, text: string): void => screens.get(from)?.send(text);
  const ask = (from: number, id: number, [command, input]: readonly [string, unknown?]): void =>
    say(from, JSON.stringify({ id, command, input: input ?? {} }));
  return { child, said, until, say, ask, attach, detach };
}

function ended(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const exit = new Promise((done) => child.once("exit", done));
  child.send({ close: true });
  return exit;
}

const answer = (to: number, id: number | null, part: object) => ({
  to,
  message: expect.objectContaining({ id, ...part }),
});
const event = (to: number, name: string) => ({ to, message: expect.objectContaining({ event: name }) });

describe("the engine's process", () => {
  it("answers each screen what it asked, tells all of them what happened, and forgets one that left", async () => {
    const { said, until, ask, attach, detach } = startEngine();
    await attach(1);
    await attach(2);
    ask(1, 7, ["signIn", { operatorId: "kovaleva", pin: "1111" }]);
    await until(answer(1, 7, { ok: expect.anything() }));
    await until(event(2, "sessionChanged"));
    await detach(2);
    const before = said.length;
    ask(1, 8, ["openShift", { floatMinor: 0 }]);
    await until(event(1, "shiftChanged"));
    expect(said.slice(before).filter((word) => JSON.stringify(word).startsWith('{"to":2'))).toEqual([]);
  });

  it("tells the shell which readers are set up, and hands what they read to the screen in use, once", async () => {
    const { child, until, ask, attach, detach } = startEngine();
    await until({ settings: expect.objectContaining({ scanner: expect.objectContaining({ hid: false }) }) });
    await attach(1);
    ask(1, 1, ["signIn", { operatorId: "kovaleva", pin: "1111" }]);
    await until(answer(1, 1, { ok: expect.anything() }));
    await attach(2);
    ask(2, 1, ["getSession"]);
    await until(answer(2, 1, { ok: expect.anything() }));
    ask(1, 3, ["getBasket"]);
    await until(answer(1, 3, { ok: expect.anything() }));
    child.send({ reader: { scan: { data: "4817000010023", aim: "]E0" } } });
    await until({ to: 1, message: { event: "deviceScan", view: { code: "4817000010023", aim: "]E0" } } });
    await detach(1);
    child.send({ reader: { scan: { data: "4817000010023" } } });
    await until({ to: 2, message: { event: "deviceScan", view: { code: "4817000010023" } } });
    ask(2, 4, ["getBasket"]);
    await until(answer(2, 4, { ok: expect.objectContaining({ lines: [] }) }));
    await detach(2);
    child.send({ reader: { scan: { data: "4817000010023" } } });
    await attach(1);
    ask(1, 5, ["getBasket"]);
    await until(answer(1, 5, { ok: expect.objectContaining({ lines: [expect.anything()] }) }));
    child.send({ reader: { refused: { reason: "bank-card" } } });
    const refusal = { kind: "bank-card-refused", message: expect.stringContaining("банковская карта") };
    await until({ to: 1, message: { event: "scanned", view: { outcome: null, refusal } } });
    child.send({ reader: { device: { id: "serial:1", kind: "serial", state: "ready", message: "Готов" } } });
    ask(1, 2, ["getStatus"]);
    const devices = [expect.objectContaining({ id: "serial:1" })];
    await until(answer(1, 2, { ok: expect.objectContaining({ devices }) }));
  });

  it("stays up when the data is in use, says so, and opens it once it is free", async () => {
    const first = startEngine();
    await first.attach(1);
    first.ask(1, 1, ["getSession"]);
    await first.until(answer(1, 1, { ok: expect.anything() }));
    const second = startEngine();
    await second.attach(1);
    second.ask(1, 1, ["getSession"]);
    await second.until(answer(1, 1, { refused: expect.objectContaining({ kind: "data-in-use" }) }));
    await ended(first.child);
    await second.attach(2);
    second.ask(2, 2, ["getSession"]);
    await second.until(answer(2, 2, { ok: expect.anything() }));
  });

  it("answers what is no JSON in its own words", async () => {
    const { until, say, attach } = startEngine();
    await attach(1);
    say(1, "{");
    await until(answer(1, null, { refused: expect.objectContaining({ kind: "invalid-input" }) }));
  });

  it("ends with its shell", async () => {
    const { child, until } = startEngine();
    await until({ settings: expect.anything() });
    const exit = new Promise((done) => child.once("exit", done));
    child.disconnect();
    await expect(exit).resolves.toBe(0);
  });
});
