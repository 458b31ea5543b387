export * from "./balance.ts";
export * from "./cards.ts";
export * from "./judge.ts";
export * from "./log.ts";
export * from "./pack.ts";
export * from "./redeem.ts";
export * from "./reports.ts";
export * from "./status.ts";
