import { app, session, type WebContents } from "electron";
import { pageOrigin } from "./page-protocol.ts";

/** Closes what a page can do by default: devices, notifications, other pages, other windows. After `ready`. */
export function lockSession(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on("will-download", (event) => event.preventDefault());
}

/** For every page that ever comes to be, whoever made it. Before `ready`. */
export function lockPages(): void {
  app.on("web-contents-created", (_event, page) => {
    page.setWindowOpenHandler(() => ({ action: "deny" }));
    page.on("will-attach-webview", (event) => event.preventDefault());
    page.on("will-navigate", keepOrigin);
    page.on("will-redirect", keepOrigin);
  });
}

function keepOrigin(details: { readonly url: string; preventDefault(): void }): void {
  if (!isOurs(details.url)) details.preventDefault();
}

function isOurs(url: string): boolean {
  return URL.canParse(url) && `${new URL(url).protocol}//${new URL(url).host}` === pageOrigin;
}

/** Whether a message came from the main frame of our own page. */
export function isOurPage(sender: WebContents, frame: Electron.WebFrameMain | null): boolean {
  return frame !== null && frame === sender.mainFrame && isOurs(frame.url);
}
