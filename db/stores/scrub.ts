import { StorageError } from "../connection/index.ts";
import {
  chainOrigin,
  factsAreFound,
  type JournalFile,
  markVerified,
  newestSeq,
  verifiedMark,
  walkChain,
} from "../journal/index.ts";
import type { CacheFile } from "./cache-file.ts";
import type { CardFile } from "./card-file.ts";

/** Links walked at a time. */
const linksAtOnce = 200;

/** New links from which the verified mark is worth a flush. */
const linksPerMark = 2000;

/** One slice: a scan that comes in between waits less than a frame. */
const sliceMs = 5;

export type Scrub = {
  /** Reads on for a slice if the last one is long enough ago. Throws `storage-damaged` with the part to look at. */
  run(): void;
};

export type ScrubParts = { readonly file: JournalFile; readonly cardFile: CardFile; readonly cache: CacheFile };

/**
 * Reads everything again and again in idle moments, so that rot is found while the backups that can heal it are still
 * kept, and not on the day the row is needed.
 */
export function createScrub(parts: ScrubParts, everyMs: number): Scrub {
  const round = function* (): Generator<void> {
    yield* scrubJournal(parts.file);
    yield* parts.cardFile.scrub();
    yield* parts.cache.scrub();
  };
  let current = round();
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    run() {
      const startedMs = performance.now();
      if (startedMs - lastMs < everyMs) return;
      lastMs = startedMs;
      do {
        if (!current.next().done) continue;
        current = round();
        return;
      } while (performance.now() - startedMs < sliceMs);
    },
  };
}

function* scrubJournal({ db, meta }: JournalFile): Generator<void> {
  const verified = verifiedMark(db, meta);
  const broken = new StorageError("storage-damaged", "the journal is not what was written", "journal");
  let from = chainOrigin;
  for (;;) {
    const { events, head, brokenAt } = walkChain(db, from, linksAtOnce);
    if (brokenAt !== null || !factsAreFound(db, meta, { from: from.seq + 1, to: head.seq })) throw broken;
    if (events === 0 && head.seq !== newestSeq(db)) throw broken;
    if (events === 0) return;
    if (head.seq >= verified.seq + linksPerMark) markVerified(meta, head);
    from = head;
    yield;
  }
}
