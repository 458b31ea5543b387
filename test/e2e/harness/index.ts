export * from "./checks.ts";
export * from "./data.ts";
export * from "./picture.ts";
export * from "./running.ts";
export * from "./scanner.ts";
export * from "./shells.ts";
export * from "./till.ts";
