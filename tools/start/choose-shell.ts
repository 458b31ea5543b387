export type Surroundings = {
  /** `--shell`, when given. */
  readonly asked: "electron" | "browser" | undefined;
  /** Whether windows can be shown at all. */
  readonly display: boolean;
  readonly electron: { readonly file: string } | { readonly missing: "not-fetched" };
  readonly chromium: string | undefined;
  /** `--no-open`: somebody opens the page themselves. */
  readonly open: boolean;
};

export type ShellChoice =
  | { readonly shell: "electron"; readonly file: string; readonly why: "electron-here" | "asked" }
  | { readonly shell: "browser"; readonly file: string; readonly why: "asked" | "no-electron" }
  | { readonly shell: "address"; readonly why: "no-open" | "no-display" | "no-browser" };

/** Electron is the product; the browser shell stands in for it; an address can always be printed. */
export function chooseShell(around: Surroundings): ShellChoice {
  if (!around.open) return { shell: "address", why: "no-open" };
  if (!around.display) return { shell: "address", why: "no-display" };
  if (around.asked !== "browser" && "file" in around.electron) {
    return { shell: "electron", file: around.electron.file, why: around.asked ? "asked" : "electron-here" };
  }
  if (around.chromium === undefined) return { shell: "address", why: "no-browser" };
  return { shell: "browser", file: around.chromium, why: around.asked === "browser" ? "asked" : "no-electron" };
}
