import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "test/unit/**/*.test.{ts,tsx}",
            "test/golden/**/*.test.ts",
            "test/durability/**/*.test.ts",
            "test/chaos/**/*.test.ts",
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // Draws docs/screenshots; it proves nothing that the journeys do not.
          exclude: process.env["SCREENSHOTS"] === "1" ? [] : ["test/e2e/screenshots.test.ts"],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
