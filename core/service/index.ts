export * from "./client.ts";
export * from "./complaint.ts";
export * from "./consent.ts";
export * from "./explain.ts";
export * from "./pack.ts";
export * from "./quality.ts";
