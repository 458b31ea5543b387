import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStorage } from "../../../db/stores/index.ts";
import { anyDeed } from "./any-deed.ts";
import { Witness } from "./witness.ts";
import { openSellingTill, openTestTill, people } from "./test-till.ts";

/** `ENGINE_RUNS=300` for a thorough look; every failure prints its seed and the shortest story that shows it. */
const runs = Number(process.env["ENGINE_RUNS"] ?? 15);
const deeds = 60;
const seed = process.env["ENGINE_SEED"];

let shop = "";
let work = "";
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "model-"));
  shop = join(work, "shop");
  const till = await openSellingTill({ dir: shop });
  await till.call("signIn", people.manager);
  await till.close();
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("whatever anybody does in whatever order", () => {
  it(
    "no call fails, sums hold, nothing is sold twice, no basket is lost, the chain is whole",
    async () => {
      // Half the stories are longer than `deeds`; without bias, or most of them would be short.
      const story = fc.noBias(fc.array(anyDeed, { minLength: 1, maxLength: 2 * deeds, size: "max" }));
      await fc.assert(
        fc.asyncProperty(story, async (all) => {
          const dir = mkdtempSync(join(work, "till-"));
          cpSync(shop, dir, { recursive: true });
          const till = openTestTill({ dir });
          await till.call("signIn", people.manager);
          const witness = new Witness(till);
          try {
            for (const deed of all) await witness.see(deed);
            await witness.conclude();
          } finally {
            await witness.till.close();
          }
          const storage = openStorage(dir);
          const { brokenAt, events } = storage.journal.verify();
          storage.health.close();
          expect(brokenAt).toBeNull();
          expect(events).toBeGreaterThan(0);
          rmSync(dir, { recursive: true });
        }),
        { numRuns: runs, ...(seed === undefined ? {} : { seed: Number(seed) }) },
      );
    },
    30_000 + runs * 10_000,
  );
});
