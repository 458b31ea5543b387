import type { Migration } from "./migration.ts";

/**
 * What must change together with a fact: local card changes, baskets, operators, settings. A basket's place is `open`,
 * or `suspended` and its id: one page of a sale, where a state with an index of its own made three.
 */
export const journalTill: Migration = {
  version: 2,
  sql: `
    CREATE TABLE card_overlay (
      number    TEXT PRIMARY KEY,
      programme TEXT NOT NULL,
      status    TEXT NOT NULL,
      since     INTEGER NOT NULL,
      previous  TEXT,
      reason    TEXT,
      sum       INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE basket (
      place TEXT PRIMARY KEY,
      at    INTEGER NOT NULL,
      by    TEXT NOT NULL,
      body  TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE operator (
      id           TEXT PRIMARY KEY,
      name         TEXT NOT NULL,
      role         TEXT NOT NULL,
      pin_hash     TEXT NOT NULL,
      failed_tries INTEGER NOT NULL,
      locked_until INTEGER NOT NULL,
      demo_pin     TEXT,
      sum          INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE setting (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
