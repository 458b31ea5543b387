import { cacheCatalogue } from "./cache-0001-catalogue.ts";
import { journalFacts } from "./journal-0001-facts.ts";
import { journalTill } from "./journal-0002-till.ts";

export * from "./migrate.ts";
export * from "./migration.ts";

/** Steps of `journal.db`, in order. */
export const journalMigrations = [journalFacts, journalTill] as const;

/** Steps of `cache.db`, in order. */
export const cacheMigrations = [cacheCatalogue] as const;
