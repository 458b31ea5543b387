export * from "./benefit.ts";
export * from "./condition.ts";
export * from "./dates.ts";
export * from "./facts.ts";
export * from "./split.ts";
export * from "./table.ts";
export * from "./units.ts";
