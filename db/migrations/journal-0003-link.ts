import type { Migration } from "./migration.ts";

/**
 * The link to head office. `link`: who this till is there, its feed cursor, the newest contact · `office_card`: what
 * head office says of cards, so that an older line never undoes a newer one · `feed_kept`: lines that nothing here
 * reads, or that a person has to see.
 */
export const journalLink: Migration = {
  version: 3,
  sql: `
    CREATE TABLE link (
      key   TEXT PRIMARY KEY,
      value TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE office_card (
      number  TEXT PRIMARY KEY,
      line    TEXT NOT NULL,
      settled INTEGER NOT NULL,
      sum     INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE feed_kept (
      pos  INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      line TEXT NOT NULL,
      sum  INTEGER NOT NULL
    ) STRICT;
  `,
};
