export * from "./priced-basket.ts";
