import { describe, expect, it } from "vitest";
import { chooseShell, type Surroundings } from "../../../tools/start/choose-shell.ts";
import { startWords } from "../../../tools/start/words.ts";

const all: Surroundings = {
  asked: undefined,
  display: true,
  electron: { file: "/opt/electron" },
  chromium: "/usr/bin/chromium",
  open: true,
};
const noElectron = { electron: { missing: "not-fetched" } } as const;

describe("npm start opens", () => {
  it.each([
    ["Electron where it is", {}, { shell: "electron", file: "/opt/electron", why: "electron-here" }],
    ["the browser when asked", { asked: "browser" }, { shell: "browser", file: "/usr/bin/chromium", why: "asked" }],
    [
      "a browser where Electron is not",
      noElectron,
      { shell: "browser", file: "/usr/bin/chromium", why: "no-electron" },
    ],
    ["an address where neither is", { ...noElectron, chromium: undefined }, { shell: "address", why: "no-browser" }],
    ["an address without a display", { display: false }, { shell: "address", why: "no-display" }],
    ["an address when told not to open", { open: false, display: false }, { shell: "address", why: "no-open" }],
    [
      "a browser when the asked Electron is missing, and says so",
      { asked: "electron", ...noElectron },
      { shell: "browser", file: "/usr/bin/chromium", why: "no-electron" },
    ],
  ] as const)("%s", (_title, change, choice) => {
    expect(chooseShell({ ...all, ...change })).toEqual(choice);
  });
});

describe("npm start speaks", () => {
  it.each([
    ["ru_RU.UTF-8", /Открываем/],
    ["be_BY.UTF-8", /Открываем/],
    ["en_GB.UTF-8", /Opening/],
    ["de_DE.UTF-8", /Opening/],
  ])("in %s: %s", (LANG, expected) => {
    expect(startWords({ LANG })["electron-here"]).toMatch(expected);
  });
});
