import type { FeedLine, JournalEntry } from "../../core/sync/index.ts";
import { createDownLane } from "./down-lane.ts";
import type { LaneParts } from "./link-desk.ts";
import { createTrustLane } from "./trust-lane.ts";
import { createUpLane } from "./up-lane.ts";

/** Both halves of the link of one terminal, and the way of signed documents. */
export type LinkLanes = {
  run(): Promise<void>;
  /** Something may have been written: looked at, and sent. */
  look(): void;
  /** Asks at once for all there is; resolves when it is done or was tried. */
  exchange(): Promise<void>;
  /** Ends every sleep: the lanes see whether they are to stop. */
  wake(): void;
};

/** `seen`: the newest fact that was there before. */
export function createLanes(parts: LaneParts, seen: number): LinkLanes {
  const [up, trust] = [createUpLane(parts), createTrustLane(parts)];
  const heard = (lines: readonly FeedLine[]): void => {
    if (lines.some(({ kind }) => kind === "trust-changed")) trust.hurry();
  };
  const all = [up, createDownLane({ ...parts, heard }), trust];
  const hurry = (): void => {
    for (const lane of all) lane.hurry();
  };
  let known = seen;
  return {
    async run() {
      await Promise.all(all.map((lane) => lane.run()));
    },
    look() {
      const journal = parts.desk.ports()?.journal;
      const head = journal?.head().seq ?? 0;
      if (!journal || head === known) return;
      const fresh = journal.since(Math.min(known, head), lookedAt);
      known = head;
      if (fresh.some(stopsCard)) up.urge();
      else up.ring();
      if (parts.pulse.read().state === "offline") parts.desk.changed();
    },
    async exchange() {
      const settled = Promise.all(all.map((lane) => lane.settled()));
      hurry();
      await settled;
    },
    wake: hurry,
  };
}

/** More facts than this at once are an import, and no card is stopped by one. */
const lookedAt = 50;

function stopsCard({ fact }: JournalEntry): boolean {
  const to = fact.kind === "card-moved" ? fact.body["to"] : null;
  return to === "blocked" || to === "withdrawn";
}
