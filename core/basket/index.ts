export * from "./basket.ts";
