export * from "./fault.ts";
export * from "./feed-watch.ts";
export * from "./gateway.ts";
export { createIdentify } from "./identity.ts";
export * from "./keys.ts";
export * from "./log.ts";
export * from "./machine-timers.ts";
export * from "./metrics.ts";
export { parse } from "./till-calls.ts";
