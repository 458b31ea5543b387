import type { Migration } from "./migration.ts";

const slot = (name: "a" | "b"): string => `
    CREATE TABLE item_${name} (
      id          INTEGER PRIMARY KEY,
      sku         TEXT NOT NULL UNIQUE,
      barcode     TEXT NOT NULL,
      name_ru     TEXT NOT NULL,
      name_be     TEXT,
      name_en     TEXT NOT NULL,
      category    TEXT NOT NULL,
      unit        TEXT NOT NULL,
      price_minor INTEGER NOT NULL,
      flags       TEXT NOT NULL,
      folded      TEXT NOT NULL,
      sum         INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX item_${name}_barcode ON item_${name} (barcode);
    CREATE INDEX item_${name}_folded ON item_${name} (folded);
    CREATE VIRTUAL TABLE word_${name} USING fts5 (
      folded, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
    );`;

/**
 * Two slots for the catalogue: a new one is written into the spare slot while the other sells, then one row switches.
 * `folded` is the searched text: lower case, ё as е, words parted by single blanks.
 */
export const cacheCatalogue: Migration = {
  version: 1,
  sql: `
    CREATE TABLE catalogue (
      id    INTEGER PRIMARY KEY CHECK (id = 1),
      slot  TEXT NOT NULL CHECK (slot IN ('a', 'b')),
      items INTEGER NOT NULL,
      stamp TEXT NOT NULL,
      sum   INTEGER NOT NULL
    ) STRICT;
    ${slot("a")}
    ${slot("b")}
    CREATE TABLE pack (
      id           TEXT NOT NULL,
      version      INTEGER NOT NULL,
      hash         TEXT NOT NULL,
      json         TEXT NOT NULL,
      installed_at INTEGER NOT NULL,
      sum          INTEGER NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
  `,
};
