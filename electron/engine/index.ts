export { openEngine, type Engine, type EngineOptions } from "./open-engine.ts";
export * from "./process.ts";
