import { tellTopic } from "../../core/commands/index.ts";
import type { Announcer } from "./announcer.ts";
import type { House } from "./house.ts";
import type { Log } from "./log.ts";

/** After a backup that failed: a full disk stays full for a while, and each try reads the whole journal. */
const tryAgainMs = 3_600_000;

/** Writes the scheduled backups beside the till that sells. */
export function createBackupSchedule({ house, announcer, log }: { house: House; announcer: Announcer; log: Log }) {
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    try {
      const backup = await house.current().ports.keeper.backUp();
      if (backup === "no-place") log("error", "no-backup", { cause: "the backup folder cannot be written" });
      else log("info", "backup", { bytes: backup.bytes });
      if (!house.down()) announcer.emit(tellTopic(house.current(), "status"));
    } catch (error) {
      house.fault(error);
    }
  };
  return {
    /** Starts a backup if one is due and none is under way. */
    look(): void {
      const { keeper, health } = house.current().ports;
      if (house.down() || keeper.busy() || performance.now() < notBeforeMs || !health.backupDue()) return;
      notBeforeMs = performance.now() + tryAgainMs;
      last = write();
    },
    /** Resolves when no backup of the schedule is under way. */
    settled: () => last,
  };
}
