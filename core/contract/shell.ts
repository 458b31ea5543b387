export type PrintOutcome = "printed" | "cancelled" | "failed";
/** `asked-printer`: the shell has no save dialog; the browser's print dialog is open and offers "Save as PDF". */
export type PdfOutcome = "saved" | "cancelled" | "failed" | "asked-printer";

/** What the Electron shell offers its page beside the engine. */
export type ShellOffer = {
  /** Asks for a new port to the engine; it arrives as the window message `engine-port`. */
  attach(): void;
  print(): Promise<PrintOutcome>;
  savePdf(name: string): Promise<PdfOutcome>;
};
