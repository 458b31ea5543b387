export * from "./care.ts";
export * from "./start-hq.ts";
