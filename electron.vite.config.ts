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
      // The page is read from this disk, in one piece.
      chunkSizeWarningLimit: 1_000,
      rolldownOptions: { input: "renderer/index.html" },
    },
  },
});
