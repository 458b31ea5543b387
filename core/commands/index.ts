export {
  type CardBlocked,
  type Context,
  type Ending,
  type InstalledPack,
  type Long,
  type Progress,
} from "./context.ts";
export type { Terminal, Topic } from "./context.ts";
export * from "./ports.ts";
export { readBundled, unreadableBundled, type BundledPack } from "./programme/bundled-pack.ts";
export { restoreCards } from "./cards/restore-cards.ts";
export { loadTerminal, type TerminalStart } from "./load-terminal.ts";
export { endLater, makeContext, runCommand, type Aftermath, type Ran, type Till } from "./run-command.ts";
export { tellTopic } from "./tell.ts";
export { toJson } from "./to-json.ts";
