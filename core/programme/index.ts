export * from "./allocate-cards.ts";
export * from "./calendar.ts";
export * from "./forms.ts";
export * from "./pack.ts";
export * from "./parse-pack.ts";
export type { PackProblem } from "./problems.ts";
export type { Readings } from "./readings.ts";
export { deadlineAfter, earliestEffective } from "./terms.ts";
