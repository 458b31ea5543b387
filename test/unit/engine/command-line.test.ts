import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { calls } from "../../../core/contract/index.ts";

const tool = resolve("tools/engine.ts");
const isRoot = process.getuid?.() === 0;
/** Rights mean nothing to root. */
const asOrdinary = isRoot ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
const hasRights = process.platform === "linux" && spawnSync(asOrdinary[0] ?? "true", ["--version"]).status === 0;
const mountFlags = isRoot ? "-m" : "-Urm";
const canMount =
  process.platform === "linux" && spawnSync("unshare", [mountFlags, "mount", "-t", "tmpfs", "t", "/mnt"]).status === 0;

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "command-line-"));
  chmodSync(dir, 0o755);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Ended = SpawnSyncReturns<string>;

function engine(args: readonly string[], input = "", before: readonly string[] = []): Ended {
  const [program = "", ...rest] = [...before, process.execPath, tool, ...args];
  return spawnSync(program, rest, { encoding: "utf8", input, cwd: dir });
}

/** The one line of output of an engine that could not open its data. */
function refusalOf({ stdout, stderr, status }: Ended) {
  expect(status).toBe(1);
  expect(stderr).not.toContain("    at ");
  const { id, refused } = JSON.parse(stdout.trim());
  expect(id).toBeNull();
  expect(stderr).toContain(refused.message);
  return refused;
}

describe("the engine's command line", () => {
  it("explains itself with every command, and does nothing else", () => {
    const { status, stdout } = engine(["--help"]);
    expect(status).toBe(0);
    for (const name of Object.keys(calls)) expect(stdout).toContain(`  ${name}\n`);
    expect(readdirSync(dir)).toEqual([]);
  });

  it.each([
    [["--dta", "x"], "'--dta'"],
    [["--data"], "--data"],
    [["--data", "x", "y"], "'y'"],
    [["--data", "x", "--demo=maybe"], "--demo"],
    [["--data", ""], "--data DIR"],
    [[], "--data DIR"],
    [["--data", "x", "--now", "вчера"], "«вчера»"],
  ])("refuses %j in Russian and English, without a trace of code, and opens nothing", (args, named) => {
    const { status, stdout, stderr } = engine(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(named);
    expect(stderr).toMatch(/[а-я]{4}/);
    expect(stderr).toMatch(/needed|understood|no time/);
    expect(stderr).not.toContain("    at ");
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("an engine that cannot open its data says so in one refused line and ends with 1", () => {
  it("where another engine works on the folder", async () => {
    const data = join(dir, "data");
    const first = spawn(process.execPath, [tool, "--data", data], { stdio: ["pipe", "pipe", "ignore"] });
    first.stdin.write('{"id":1,"command":"getSession"}\n');
    await new Promise((done) => first.stdout.once("data", done));
    expect(refusalOf(engine(["--data", data]))).toMatchObject({
      kind: "data-in-use",
      message: "Касса уже открыта в другом окне. Работайте в нём или закройте его",
    });
    const ended = new Promise((done) => first.once("exit", done));
    first.stdin.end();
    expect(await ended).toBe(0);
    expect(engine(["--data", data], '{"id":1,"command":"getSession"}\n').status).toBe(0);
  });

  it("where a file stands in the folder's place", () => {
    writeFileSync(join(dir, "file"), "");
    for (const data of ["file", "file/below"]) {
      expect(refusalOf(engine(["--data", join(dir, data)]))).toMatchObject({ kind: "storage-failed" });
    }
  });

  it.skipIf(!hasRights).each([
    ["may not be read", 0o000],
    ["may not be written", 0o555],
  ])("where the folder %s", (_, mode) => {
    const data = join(dir, "data");
    mkdirSync(data);
    chmodSync(data, mode);
    expect(refusalOf(engine(["--data", data, "--demo"], "", asOrdinary))).toMatchObject({
      kind: "storage-failed",
      message: "Нет доступа к папке данных. Разрешите запись в неё и запустите снова",
    });
  });

  it.skipIf(!hasRights)("where there are data, but somebody else's", () => {
    const data = join(dir, "data");
    expect(engine(["--data", data, "--demo"], '{"id":1,"command":"getStatus"}\n').status).toBe(0);
    expect(refusalOf(engine(["--data", data], "", asOrdinary)).kind).toBe("storage-failed");
  });

  it.skipIf(!canMount)("where the disk has no room", () => {
    const shell = 'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$2" "$3" --data "$1/data" --demo';
    const ended = engine([], "", ["unshare", mountFlags, "sh", "-c", shell, "sh", dir]);
    expect(refusalOf(ended)).toMatchObject({
      kind: "storage-full",
      message: expect.stringContaining("На диске нет места"),
    });
  });

  it.skipIf(!canMount)("where the disk may only be read", () => {
    const shell = 'mount -t tmpfs -o ro tmpfs "$1" && exec "$2" "$3" --data "$1/data"';
    const ended = engine([], "", ["unshare", mountFlags, "sh", "-c", shell, "sh", dir]);
    expect(refusalOf(ended).kind).toBe("storage-failed");
  });

  it("where the backup to restore is none, and leaves the data as they were", () => {
    const data = join(dir, "data");
    engine(["--data", data, "--demo"], '{"id":1,"command":"signIn","input":{"operatorId":"moroz","pin":"3333"}}\n');
    writeFileSync(join(dir, "photo.jpg"), "not a backup");
    for (const file of ["photo.jpg", "nowhere.db"]) {
      expect(refusalOf(engine(["--data", data, "--restore", join(dir, file)])).kind).toBe("backup-invalid");
    }
    const again = engine(["--data", data], '{"id":1,"command":"getStatus"}\n');
    expect(JSON.parse(again.stdout.trim())).toMatchObject({ ok: { journal: { events: 1 }, items: 174 } });
  });
});

describe("a disk that fills up while selling", () => {
  it.skipIf(!canMount)(
    "is told in words; what was acknowledged is there, and the engine ends in good order",
    async () => {
      const fill = '(read go <&3; dd if=/dev/zero of="$1/ballast" bs=1k 2>/dev/null; echo full) &';
      const shell = `mount -t tmpfs -o size=40m tmpfs "$1"; ${fill} exec "$2" "$3" --data "$1/data" --demo`;
      const args = [mountFlags, "sh", "-c", shell, "sh", dir, process.execPath, tool];
      const child = spawn("unshare", args, { stdio: ["pipe", "pipe", "pipe", "pipe"] });
      let complaints = "";
      child.stderr.on("data", (chunk: Buffer) => (complaints += String(chunk)));
      const answers = new Map<unknown, (answer: Answer) => void>();
      createInterface({ input: child.stdout }).on("line", (line) => {
        const answer: Answer = line === "full" ? { id: line } : JSON.parse(line);
        answers.get(answer.id)?.(answer);
      });
      let id = 0;
      const ask = (command: string, input: object = {}): Promise<Answer> => {
        id += 1;
        child.stdin.write(`${JSON.stringify({ id, command, input })}\n`);
        return new Promise((done) => answers.set(id, done));
      };
      await ask("signIn", { operatorId: "kovaleva", pin: "1111" });
      const [, , , go] = child.stdio;
      const full = new Promise((done) => answers.set("full", done));
      if (go instanceof Writable) go.end("go\n");
      await full;
      let added = 0;
      let answer = await ask("addLine", { sku: "1002" });
      for (; answer.ok; answer = await ask("addLine", { sku: "1002" })) added += 1;
      expect(answer.refused).toMatchObject({
        kind: "storage-full",
        message: expect.stringContaining("Освободите место"),
      });
      expect((await ask("getBasket")).ok).toMatchObject({ totals: { grossMinor: added * 245 } });
      const ended = new Promise((done) => child.once("exit", done));
      child.stdin.end();
      expect(await ended).toBe(0);
      expect(complaints).not.toContain("    at ");
    },
  );
});

type Answer = { readonly id?: unknown; readonly ok?: object; readonly refused?: object };
