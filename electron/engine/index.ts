export { describeCalls } from "./describe-calls.ts";
export { serveJsonLines } from "./json-lines.ts";
export { openEngine, type Engine, type EngineOptions } from "./open-engine.ts";
export * from "./process.ts";
