export * from "./basket.ts";
export * from "./change.ts";
