export * from "./basket.ts";
export * from "./change.ts";
export * from "./take-back.ts";
