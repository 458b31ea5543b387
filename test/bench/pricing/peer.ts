import { createRequire } from "node:module";
import type { Workload } from "./workload.ts";

/** An engine of somebody else, given the workload in its own words. */
export type Peer = {
  readonly name: string;
  /** `commerce` prices the receipt itself; `rules` only says which promotions match, our plain code does the money. */
  readonly kind: "commerce" | "rules";
  /** Sizes in lines × rules above which it is not asked: one receipt would take many seconds. */
  readonly most: number;
  /** Loads the engine and gives it the workload; what comes back prices once and returns the sum to pay. */
  prepare(workload: Workload): Promise<() => Promise<number>>;
};

/** Loads a package that is installed for this benchmark only. */
export const loadPeer: (name: string) => unknown = createRequire(new URL("peers/package.json", import.meta.url));
