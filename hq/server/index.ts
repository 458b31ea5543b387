export * from "./start-hq.ts";
