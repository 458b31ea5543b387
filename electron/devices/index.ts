export * from "./device-host.ts";
export * from "./device-relay.ts";
export * from "./messages.ts";
export * from "./process.ts";
