export * from "./calls.ts";
export * from "./list-calls.ts";
export * from "./pack-calls.ts";
export * from "./report-calls.ts";
export * from "./roles.ts";
export type { HandOutFor, ReportOn, stockCalls } from "./stock-calls.ts";
export * from "./stock-views.ts";
