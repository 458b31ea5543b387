export * from "./facts.ts";
export * from "./figures.ts";
export * from "./role.ts";
