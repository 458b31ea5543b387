export * from "./page-files.ts";
