import type { ScannerLayout } from "./key-layouts.ts";
import type { ReaderOutcome, ReaderProfile } from "./reader.ts";
import type { WedgeEvent } from "./wedge-keys.ts";

export type WedgeProfile = ReaderProfile & { readonly layout: ScannerLayout; readonly pace: "normal" | "slow" };

export type WedgeEffect =
  /** A whole scan or swipe; `terminated` by an end key rather than by silence. */
  | { readonly kind: "read"; readonly outcome: ReaderOutcome; readonly terminated: boolean }
  /** Keys of a person, to give back in this order: `text` into the focused field, `keys` to the hot keys elsewhere. */
  | { readonly kind: "replay"; readonly text: string; readonly keys: readonly WedgeEvent[] }
  /** Text replayed a moment ago that began the scan which is read next: to be taken out of the field again. */
  | { readonly kind: "retract"; readonly text: string };

export type WedgeStep = {
  /** Whether the keydown goes on to the page. */
  readonly pass: boolean;
  /** To carry out in order, before a passed key acts. */
  readonly effects: readonly WedgeEffect[];
  /** When to call `wake`, on the clock of the events; null when nothing waits. */
  readonly wakeAt: number | null;
};
