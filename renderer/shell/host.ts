/** What the preload script of the Electron shell offers the page; absent in the browser shell. */
export type ElectronHost = {
  /** Asks for a new port to the engine; it arrives as the window message `engine-port`. */
  attach(): void;
  print(): Promise<void>;
  /** Asks the person for a file and writes the printed page into it; the file's path, or null when given up. */
  savePdf(name: string): Promise<string | null>;
};

declare global {
  interface Window {
    readonly terminalHost?: ElectronHost;
  }
}

/** What the page can ask of the shell it runs in. */
export type Host = {
  readonly shell: "electron" | "browser";
  /** Prints the page as its print styles show it; resolves when the print dialog is closed. */
  print(): Promise<void>;
  /**
   * Saves the page, as its print styles show it, as a PDF named `name`.pdf. `asked-printer`: this shell has no save
   * dialog of its own; the browser's print dialog is open and offers "Save as PDF".
   */
  savePdf(name: string): Promise<"saved" | "cancelled" | "asked-printer">;
};

export function electronHost(): ElectronHost | undefined {
  return window.terminalHost;
}

export function currentHost(): Host {
  const electron = electronHost();
  return electron === undefined ? browserHost : electronAsHost(electron);
}

function electronAsHost(electron: ElectronHost): Host {
  return {
    shell: "electron",
    print: () => electron.print(),
    savePdf: async (name) => ((await electron.savePdf(name)) === null ? "cancelled" : "saved"),
  };
}

const browserHost: Host = {
  shell: "browser",
  print: () => printHere(),
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
