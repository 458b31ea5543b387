export * from "./basket-text.ts";
export { diffPacks } from "./diff-packs.ts";
export * from "./lint-any.ts";
export * from "./review-pack.ts";
