import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that draw many receipts or price many cases: asked last, for most changes fail in an example before. */
const slow = ["laws", "replay", "stacking", "golden"];
const rank = ({ moduleId }: TestSpecification) => slow.findIndex((name) => moduleId.includes(name));

class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/** The tests that stand for core/money and core/pricing: those near them, and the golden cases. */
export default defineConfig({
  test: {
    include: ["test/unit/{money,offer,pricing,sale}/**/*.test.ts", "test/golden/**/*.test.ts"],
    // These start a till or a process: too slow to repeat for each change, and they prove those.
    exclude: ["test/unit/pricing/receipt-hash.test.ts", "test/golden/golden-tool.test.ts"],
    setupFiles: ["test/mutation/same-draws.ts"],
    sequence: { sequencer: QuickFirst },
    env: { LAW_SHARE: "0.05" },
    // Each change gets a worker of its own anyway, and within one the files may share what they import.
    isolate: false,
    testTimeout: 30_000,
  },
});
