import type { Instant } from "../../core/kernel/index.ts";
import type { SlowLog, StoragePart } from "../connection/index.ts";

export type StorageOptions = {
  /** Wall clock, milliseconds since 1970. Default: the machine's. */
  readonly wall?: () => Instant;
  /** Milliseconds since the process began. */
  readonly monoMs?: () => number;
  /** Name of this run of the process. Default: random. */
  readonly boot?: string;
  /** Ids for new things. Default: random UUIDs. */
  readonly nextId?: () => string;
  /** Milliseconds to wait for another process to leave the folder; default 0. */
  readonly lockWaitMs?: number;
  /** Parts to check through because a read has just failed. */
  readonly suspect?: readonly StoragePart[];
  /** Room kept free for a full disk; default 32 MiB, 0 for none. */
  readonly reserveBytes?: number;
  /** Backups kept in the data folder; default 7. */
  readonly backupsKept?: number;
  /** Time between scheduled backups; default a day. */
  readonly backupEveryMs?: number;
  /** Scheduled backups are made by the caller, who asks `backupDue`; idle moments then make none. */
  readonly backupsElsewhere?: boolean;
  /** Log pages from which an idle moment is used for a checkpoint; default 1000. */
  readonly idleCheckpointPages?: number;
  /** Log pages at which a sale itself has to checkpoint; default 4000. */
  readonly walPagesMax?: number;
  /** Time between two slices of 5 ms of reading everything through; default 500. */
  readonly scrubEveryMs?: number;
  /** Mark of the machine, by which a copied folder is known. Default: the system's own. */
  readonly machine?: string;
  readonly onSlow?: SlowLog;
};
