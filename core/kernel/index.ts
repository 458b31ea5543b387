export * from "./assert.ts";
export * from "./canonical.ts";
export * as z from "./lazy-zod.ts";
export * from "./remembered.ts";
export * from "./result.ts";
export * from "./text.ts";
export * from "./time.ts";
export type * from "./timers.ts";
