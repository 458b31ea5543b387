export * from "./admission.ts";
export * from "./candidacy.ts";
export * from "./fee.ts";
export * from "./lifecycle.ts";
export * from "./pack.ts";
export * from "./papers.ts";
