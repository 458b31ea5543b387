export * from "./admission.ts";
export * from "./candidacy.ts";
export * from "./fee.ts";
export * from "./form.ts";
export * from "./lifecycle.ts";
export * from "./pack.ts";
export * from "./papers.ts";
export * from "./plan.ts";
