export {
  type CardBlocked,
  type Context,
  type Ending,
  type InstalledPack,
  type Long,
  type Progress,
} from "./context.ts";
export { spokenTo, type Terminal, type Topic } from "./context.ts";
export { categoriesOf, factFaultOf } from "./desk/price-list.ts";
export { deskPricing, type DeskGiven } from "./desk/desk-pricing.ts";
export type {
  CardsFault,
  CardsPulse,
  EnrolFault,
  EnrolOrder,
  Link,
  LinkIdentity,
  LinkPulse,
} from "./link/link-port.ts";
export { noteNewLife, noteStandstill } from "./link/note-link.ts";
export { takeFeed, type FeedTaken } from "./link/take-feed.ts";
export { takeListed, takeSnapshot } from "./link/take-snapshot.ts";
export * from "./ports.ts";
export type * from "./programme/pack-ports.ts";
export { keepPack } from "./programme/keep-pack.ts";
export { readBundled, unreadableBundled, type BundledPack } from "./programme/bundled-pack.ts";
export { restoreCards } from "./cards/restore-cards.ts";
export { loadTerminal, type TerminalStart } from "./load-terminal.ts";
export { endLater, makeContext, runCommand, type Aftermath, type Ran, type Till } from "./run-command.ts";
export { receiptSlip } from "./views/receipt-slip.ts";
export { trustedRoot } from "./trust/from-office.ts";
export { refuseTrust, takeHead, type HeadTaken } from "./trust/take-head.ts";
export { findMissingLists, takeCatalogue, takeLists } from "./trust/take-lists.ts";
export { findMissingPacks, takePacks } from "./trust/take-packs.ts";
export { tellTopic } from "./tell.ts";
export { toJson } from "./to-json.ts";
