export * from "./first-link.ts";
export * from "./serve-console.ts";
