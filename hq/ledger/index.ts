export * from "./feed.ts";
export * from "./grants.ts";
export { wasLeft } from "./known-facts.ts";
export * from "./pg-sql.ts";
export * from "./projector.ts";
export * from "./push.ts";
export * from "./schema.ts";
export * from "./sql.ts";
export * from "./terminals.ts";
