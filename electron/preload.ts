import { contextBridge, ipcRenderer } from "electron";
import type { ShellOffer } from "../core/contract/index.ts";

// Runs sandboxed beside the page. It passes on three wishes and one port; the page never sees ipcRenderer.
const offer: ShellOffer = {
  attach: () => ipcRenderer.send("attach"),
  print: () => ipcRenderer.invoke("print"),
  savePdf: (name) => ipcRenderer.invoke("save-pdf", name),
};

ipcRenderer.on("engine-port", (event) => window.postMessage("engine-port", location.origin, event.ports));
contextBridge.exposeInMainWorld("terminalHost", offer);
