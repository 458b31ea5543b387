export * from "./calendar.ts";
export * from "./term.ts";
export * from "./terms.ts";
export * from "./term-working.ts";
