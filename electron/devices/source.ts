import type { ReaderOutcome } from "../../core/scan/index.ts";
import type { DeviceStatus } from "./messages.ts";
import type { Saying } from "./words.ts";

/** What one reader, or one kind of readers, tells the desk. */
export type SourceListener = {
  outcome(deviceId: string, outcome: ReaderOutcome): void;
  state(deviceId: string, state: DeviceStatus["state"], saying: Saying): void;
  /** The device is no longer of interest: unplugged for good, or another one took its place. */
  forget(deviceId: string): void;
};

/** Something that is read until it is stopped. */
export type Source = {
  /** Closes every handle; resolves when they are closed. */
  stop(): Promise<void>;
};
