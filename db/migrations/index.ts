import { cacheCatalogue } from "./cache-0001-catalogue.ts";
import { cacheItemFacts } from "./cache-0002-item-facts.ts";
import { journalFacts } from "./journal-0001-facts.ts";
import { journalTill } from "./journal-0002-till.ts";
import { journalLink } from "./journal-0003-link.ts";
import { journalOfficeCards } from "./journal-0004-office-cards.ts";

export * from "./migrate.ts";
export * from "./migration.ts";

/** Steps of `journal.db`, in order. */
export const journalMigrations = [journalFacts, journalTill, journalLink, journalOfficeCards] as const;

/** Steps of `cache.db`, in order. */
export const cacheMigrations = [cacheCatalogue, cacheItemFacts] as const;
