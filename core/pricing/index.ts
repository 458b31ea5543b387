export { isMoving } from "./compile-pack.ts";
export * from "./move-card.ts";
export * from "./price-basket.ts";
export * from "./priced-basket.ts";
export * from "./questions.ts";
