import type { Migration } from "./migration.ts";

/**
 * What head office has said of cards since a snapshot lies on that snapshot (`layer` is its seq), and is looked up
 * there: another snapshot takes its place by one row. What the feed had put among this till's own changes is read anew.
 */
export const journalOfficeCards: Migration = {
  version: 4,
  sql: `
    DROP TABLE office_card;
    CREATE TABLE office_card (
      layer     INTEGER NOT NULL,
      number    TEXT NOT NULL,
      programme TEXT NOT NULL,
      status    TEXT NOT NULL,
      since     INTEGER NOT NULL,
      previous  TEXT,
      reason    TEXT,
      epoch     INTEGER NOT NULL,
      settled   INTEGER NOT NULL,
      sum       INTEGER NOT NULL,
      PRIMARY KEY (layer, number)
    ) STRICT, WITHOUT ROWID;
    DELETE FROM link WHERE key = 'cursor';
  `,
};
