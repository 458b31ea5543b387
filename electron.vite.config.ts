import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

// A sandboxed preload must be CommonJS. The CSP nonce placeholder is replaced by whoever serves the page.
export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: { main: "electron/main.ts", engine: "electron/engine.ts", devices: "electron/devices.ts" },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: "electron/preload.ts",
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react()],
    html: { cspNonce: "__NONCE__" },
    build: { minify: true, rolldownOptions: { input: "renderer/index.html" } },
  },
});
