import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Head office's pages, served by its gateway under /console/. No part of the till's package. */
export default defineConfig({
  root: "hq/console",
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: "../../out/hq-console",
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    // Inlined fonts and pictures would need an exception of the page's policy.
    assetsInlineLimit: 0,
    rolldownOptions: { input: "hq/console/index.html" },
  },
});
