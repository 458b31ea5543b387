export * from "./counters.ts";
export * from "./first-page.ts";
export * from "./journal.ts";
export * from "./journal-file.ts";
export * from "./journal-row.ts";
export * from "./meta.ts";
export * from "./sealed-table.ts";
export * from "./walk-chain.ts";
