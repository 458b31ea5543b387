export * from "./regulation.ts";
