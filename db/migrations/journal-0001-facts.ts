import type { Migration } from "./migration.ts";

/**
 * The hash-chained journal, the index of the names a fact is found by, counters, one-row facts about the file itself.
 * `refs` repeats the index inside the row that the sum covers, so that a damaged index can be rebuilt.
 */
export const journalFacts: Migration = {
  version: 1,
  sql: `
    CREATE TABLE journal (
      seq   INTEGER PRIMARY KEY,
      fact  TEXT NOT NULL,
      refs  TEXT NOT NULL,
      chain TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE reference (
      ref TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (ref, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE counter (
      name  TEXT PRIMARY KEY,
      value INTEGER NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE meta (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
