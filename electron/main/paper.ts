import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app, BrowserWindow, dialog, ipcMain, type WebContents } from "electron";
import type { PdfOutcome, PrintOutcome } from "../../core/contract/index.ts";
import { isOurPage } from "./locks.ts";

/** Answers the page's two wishes for paper: the print dialog and a PDF. */
export function servePaper(): void {
  ipcMain.handle("print", (event) => (isOurPage(event.sender, event.senderFrame) ? print(event.sender) : "failed"));
  ipcMain.handle("save-pdf", (event, name: unknown) =>
    isOurPage(event.sender, event.senderFrame) && typeof name === "string" ? savePdf(event.sender, name) : "failed",
  );
}

function print(page: WebContents): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    page.print({}, (success, failure) => {
      if (success) resolve("printed");
      else resolve(/cancel/i.test(failure) ? "cancelled" : "failed");
    });
  });
}

async function savePdf(page: WebContents, name: string): Promise<PdfOutcome> {
  const window = BrowserWindow.fromWebContents(page);
  if (window === null) return "failed";
  const { filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath("documents"), `${fileName(name)}.pdf`),
    filters: [{ name: "PDF", extensions: ["pdf"] }],
  });
  if (filePath === "") return "cancelled";
  try {
    await writeFile(filePath, await page.printToPDF({ printBackground: true, preferCSSPageSize: true }));
    return "saved";
  } catch (error) {
    console.error(`PDF not saved: ${String(error)}`);
    return "failed";
  }
}

/** The name comes from the page: letters, digits and a few signs, no path. */
function fileName(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} ._-]/gu, "_").slice(0, 80) || "receipt";
}
