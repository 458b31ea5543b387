import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

export default defineConfig({
  main: {
    build: {
      minify: true,
      rolldownOptions: {
        input: {
          main: "electron/main.ts",
          engine: "electron/engine.ts",
          keeper: "electron/keeper.ts",
          devices: "electron/devices.ts",
        },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: "electron/preload.ts",
        // A sandboxed preload must be CommonJS.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    plugins: [react()],
    build: {
      minify: true,
      // What a till needs up to its first scan, read from this disk; React is a third of it. The office comes later.
      chunkSizeWarningLimit: 650,
      rolldownOptions: { input: "renderer/index.html" },
    },
  },
});
