import type { PdfOutcome, PrintOutcome, ShellOffer } from "../../core/contract/index.ts";

declare global {
  interface Window {
    readonly terminalHost?: ShellOffer;
  }
}

/** What the page can ask of the shell it runs in. */
export type Host = {
  readonly shell: "electron" | "browser";
  /** Prints the page as its print styles show it. A browser does not tell whether paper came out: it says `printed`. */
  print(): Promise<PrintOutcome>;
  /** Saves the page, as its print styles show it, as `name`.pdf where the person says. */
  savePdf(name: string): Promise<PdfOutcome>;
};

/** The Electron shell's offer; absent in the browser shell. */
export function electronHost(): ShellOffer | undefined {
  return window.terminalHost;
}

export function currentHost(): Host {
  const electron = electronHost();
  if (electron === undefined) return browserHost;
  return { shell: "electron", print: () => electron.print(), savePdf: (name) => electron.savePdf(name) };
}

const browserHost: Host = {
  shell: "browser",
  async print() {
    await printHere();
    return "printed";
  },
  async savePdf(name) {
    const title = document.title;
    // The browser proposes the page's title as the name of the file.
    document.title = name;
    await printHere();
    document.title = title;
    return "asked-printer";
  },
};

function printHere(): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("afterprint", () => resolve(), { once: true });
    window.print();
  });
}
