import { describe, expect, it } from "vitest";
import { createScanQueue, type Scan } from "../../../renderer/shell/scan-queue.ts";

function slowTill() {
  const handled: string[] = [];
  const ends: (() => void)[] = [];
  const handle = (scan: Scan): Promise<void> =>
    new Promise((resolve) => {
      handled.push(scan.code);
      ends.push(resolve);
    });
  const waits: number[] = [];
  return {
    queue: createScanQueue({ handle, waits: (count) => waits.push(count), failed: () => undefined }),
    handled,
    ends,
    waits,
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("scans while the till is busy", () => {
  it("wait their turn, in order, and none is lost", async () => {
    const { queue, handled, ends } = slowTill();
    for (const code of ["1", "2", "2", "3"]) expect(queue.add({ code })).toBe(true);
    expect(handled).toEqual(["1"]);
    for (let turn = 0; turn < 4; turn += 1) {
      ends[turn]?.();
      await settled();
    }
    expect(handled).toEqual(["1", "2", "2", "3"]);
  });

  it("are turned away one by one beyond a hundred, never forgotten silently", async () => {
    const { queue } = slowTill();
    const taken = Array.from({ length: 120 }, (_, index) => queue.add({ code: String(index) }));
    expect(taken.filter(Boolean)).toHaveLength(101);
    expect(taken.at(-1)).toBe(false);
    await settled();
  });

  it("go on after one that met a fault, which is reported", async () => {
    const handled: string[] = [];
    const faults: unknown[] = [];
    const fault = new Error("engine fell");
    const queue = createScanQueue({
      handle(scan) {
        handled.push(scan.code);
        return scan.code === "bad" ? Promise.reject(fault) : Promise.resolve();
      },
      waits: () => undefined,
      failed: (each) => faults.push(each),
    });
    for (const code of ["bad", "good", "next"]) queue.add({ code });
    await settled();
    expect(handled).toEqual(["bad", "good", "next"]);
    expect(faults).toEqual([fault]);
  });
});
