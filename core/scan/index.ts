export * from "./bank-card.ts";
export * from "./check-digit.ts";
export * from "./classify.ts";
