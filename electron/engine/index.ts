export { describeCalls } from "./describe-calls.ts";
export { serveJsonLines } from "./json-lines.ts";
export type { KeeperFault, KeeperJob, KeeperWord } from "./keeper.ts";
export type { Engine } from "./create-engine.ts";
export { openEngine, type EngineOptions } from "./open-engine.ts";
export { serveShell } from "./process.ts";
export { restoreFolder } from "./restore-folder.ts";
