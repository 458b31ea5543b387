import type { i18n } from "i18next";
import type { StoreApi } from "zustand/vanilla";
import type { CallInput, CallName, CallOutput } from "../../core/contract/index.ts";
import type { ActionRegistry } from "./action-registry.ts";
import type { EngineConnection } from "./connection.ts";
import type { Scan } from "./scan-queue.ts";
import type { Notice, SectionId, ShellState } from "./shell-state.ts";
import type { Sounds } from "./sounds.ts";

/** Takes a scan instead of the sale, on a screen that looks cards or goods up. */
export type ScanTarget = (scan: Scan) => void | Promise<void>;

export type SellingCall = "scan" | "addLine" | "issueCard" | "scanCard";

/** What every screen works with: one engine, one store of its views, one row of keys, scans and sounds. */
export type Shell = {
  readonly store: StoreApi<ShellState>;
  readonly engine: EngineConnection;
  readonly actions: ActionRegistry;
  readonly sounds: Sounds;
  readonly texts: i18n;
  /** Calls the engine; a refusal or fault becomes a notice and `undefined`. Use `engine.call` to handle it yourself. */
  run<K extends CallName>(command: K, input: CallInput<K>): Promise<CallOutput<K> | undefined>;
  /** Puts something on the basket: said, shown and heard like a scan. */
  sell<K extends SellingCall>(command: K, input: CallInput<K>): Promise<void>;
  /** Says in one line what an action came to. */
  tell(tone: Notice["tone"], text: string, more?: Partial<Pick<Notice, "lineId" | "refusal" | "code">>): void;
  clearNotice(): void;
  /** Offers for ten seconds to take back what was just done. */
  offerUndo(text: string, takeBack: () => void): void;
  go(section: SectionId, part?: string): void;
  /** One complete code from any reader of this window, in the order of reading. */
  scan(scan: Scan): void;
  /** Until the answer is called scans go to `target`, not to the sale. */
  takeScans(target: ScanTarget): () => void;
  close(): void;
};
