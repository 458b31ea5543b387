import { StorageError } from "../connection/index.ts";
import { type JournalFile, markVerified, verifiedMark, walkChain } from "../journal/index.ts";
import type { CacheFile } from "./cache-file.ts";
import type { CardFile } from "./card-file.ts";

/** Links walked at a time. */
const linksAtOnce = 200;

/** New links from which the verified mark is worth a flush. */
const linksPerMark = 2000;

export type Scrub = {
  /** Goes on for about `budgetMs`. Throws `storage-damaged` with the part to look at. */
  run(budgetMs: number): void;
};

/**
 * Reads everything again and again in idle moments, so that rot is found while the backups that can heal it are still
 * kept, and not on the day the row is needed.
 */
export function createScrub(parts: { file: JournalFile; cardFile: CardFile; cache: CacheFile }): Scrub {
  const round = function* (): Generator<void> {
    yield* scrubJournal(parts.file);
    yield* parts.cardFile.scrub();
    yield* parts.cache.scrub();
  };
  let current = round();
  return {
    run(budgetMs) {
      const until = performance.now() + budgetMs;
      do {
        if (!current.next().done) continue;
        current = round();
        return;
      } while (performance.now() < until);
    },
  };
}

function* scrubJournal({ db, meta }: JournalFile): Generator<void> {
  const verified = verifiedMark(db, meta);
  let check = walkChain(db, undefined, linksAtOnce);
  for (; check.events > 0 && check.brokenAt === null; check = walkChain(db, check.head, linksAtOnce)) {
    if (check.head.seq >= verified.seq + linksPerMark) markVerified(meta, check.head);
    yield;
  }
  if (check.brokenAt !== null) throw new StorageError("storage-damaged", "the chain is broken", "journal");
}
