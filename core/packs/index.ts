export * from "./read-pack.ts";
