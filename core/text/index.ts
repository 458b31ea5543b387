export * from "./format.ts";
export * from "./message.ts";
export * from "./translate.ts";
