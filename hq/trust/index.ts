export * from "./hand-out.ts";
export * from "./keys.ts";
export * from "./operators.ts";
export * from "./packs.ts";
export * from "./roots.ts";
export * from "./serve-trust.ts";
export * from "./sign-offs.ts";
export type { Moved } from "./tell-tills.ts";
