/* One action of a screen: busy, its problem in words, a manager's consent; and waiting for an answer. */
import "./task.css";

export * from "./pin-entry.ts";
export * from "./pin-field.tsx";
export * from "./problem.tsx";
export * from "./problem-of.ts";
export * from "./read-text-file.ts";
export * from "./use-loaded.ts";
export * from "./use-task.tsx";
export * from "./waiting.tsx";
