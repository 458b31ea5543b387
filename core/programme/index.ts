export * from "../calendar/index.ts";
export { lookUp } from "../offer/index.ts";
export type { Formula } from "../organiser/index.ts";
export * from "./holds.ts";
export * from "./pack.ts";
export * from "./parse-pack.ts";
export { problem, type PackProblem } from "./problems.ts";
export type { Readings } from "./readings.ts";
export * from "./regulation.ts";
