import "./zod-without-codegen.ts";
import { parentPort, workerData } from "node:worker_threads";
import { backUpFolder, isStorageError, unpackCards, verifyFolder } from "../db/stores/index.ts";
import type { KeeperFault, KeeperJob, KeeperWord } from "./engine/index.ts";

// The keeper's thread, started by the engine for one job on the journal or a snapshot.
const job = workerData as KeeperJob;

function answer(): KeeperWord {
  try {
    return { done: work() };
  } catch (error) {
    const cannotWrite = isStorageError(error, "no-permission") || (error instanceof Error && "syscall" in error);
    return job.kind === "back-up" && cannotWrite ? { done: "no-place" } : { failed: faultOf(error) };
  }
}

function work(): unknown {
  switch (job.kind) {
    case "verify":
      return verifyFolder(job.dir);
    case "back-up":
      return backUpFolder(job.dir, job);
    case "unpack-cards":
      return unpackCards(job.dir, job.order);
  }
}

function faultOf(error: unknown): KeeperFault {
  const storage = isStorageError(error) ? { kind: error.kind, part: error.part } : null;
  return { storage, message: error instanceof Error ? error.message : String(error) };
}

parentPort?.postMessage(answer());
