import type { Migration } from "./migration.ts";

/** What a price list declares of a service, as JSON. */
export const cacheItemFacts: Migration = {
  version: 2,
  sql: `
    ALTER TABLE item_a ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE item_b ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
  `,
};
