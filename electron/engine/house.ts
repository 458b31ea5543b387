import { makeContext } from "../../core/commands/index.ts";
import type { Refusal } from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import { StorageError, type StoragePart } from "../../db/stores/index.ts";
import type { Log } from "./log.ts";
import type { Running } from "./running.ts";
import { refusalOfStorage } from "./storage-refusal.ts";

export type HouseTools = {
  readonly log: Log;
  /** Opens the storage again, looking through the parts that a read has found damaged. */
  reopen(suspect: readonly StoragePart[]): Result<Running, Refusal>;
};

export type Fault = { readonly refused: Refusal } | { readonly error: string };

/** Keeps the engine's parts running over damaged storage. */
export type House = {
  current(): Running;
  /** Undefined when all runs; else why not, after one more try to open. */
  down(): Refusal | undefined;
  /** What a throw means to the caller. It is logged; damaged storage is closed, repaired and opened again. */
  fault(error: unknown): Fault;
};

export function createHouse(first: Running, { log, reopen }: HouseTools): House {
  let running = first;
  let shut: { readonly refusal: Refusal; readonly suspect: readonly StoragePart[] } | undefined;

  const open = (suspect: readonly StoragePart[]): void => {
    const { operator, devices } = running.terminal;
    const opened = reopen(suspect);
    shut = opened.ok ? undefined : { refusal: opened.refusal, suspect };
    if (!opened.ok) return;
    running = opened.value;
    running.terminal.operator = operator;
    running.terminal.devices = devices;
  };
  return {
    current: () => running,
    down() {
      if (shut) open(shut.suspect);
      return shut?.refusal;
    },
    fault(error) {
      const context = makeContext(running);
      const refused = refusalOfStorage(error, context);
      const stack = error instanceof Error ? (error.stack ?? "") : "";
      log("error", refused ? "storage" : "fault", { text: String(error), stack });
      if (!refused) return { error: context.say("error.internal") };
      if (error instanceof StorageError && error.kind === "storage-damaged") {
        running.ports.health.close();
        open(error.part === null ? [] : [error.part]);
      }
      return { refused };
    },
  };
}
