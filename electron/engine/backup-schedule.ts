import { tellTopic } from "../../core/commands/index.ts";
import type { Announcer } from "./announcer.ts";
import type { House } from "./house.ts";
import type { Log } from "./log.ts";

/** After a backup that failed: a full disk stays full for a while, and each try reads the whole journal. */
const tryAgainMs = 3_600_000;
const dayMs = 24 * tryAgainMs;

/** Where the clock was set back, the journal's time stands still and no day ever passes: one backup a run, then. */
const standsStillMs = 2000;

/** Writes the scheduled backups beside the till that sells. */
export function createBackupSchedule({ house, announcer, log }: { house: House; announcer: Announcer; log: Log }) {
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let nextStandingMs = Number.NEGATIVE_INFINITY;
  let seqBackedUp = 0;
  let last: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    try {
      const { keeper, clock } = house.current().ports;
      const backup = await keeper.backUp({ at: clock.now() });
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
      const { keeper, health, clock, journal } = house.current().ports;
      if (house.down() || keeper.busy() || performance.now() < notBeforeMs) return;
      const standsStill = clock.now() - clock.wall() > standsStillMs && journal.head().seq > seqBackedUp;
      const isDue = health.backupDue() || (standsStill && performance.now() >= nextStandingMs);
      if (!isDue) return;
      notBeforeMs = performance.now() + tryAgainMs;
      nextStandingMs = performance.now() + dayMs;
      seqBackedUp = journal.head().seq;
      last = write();
    },
    /** Resolves when no backup of the schedule is under way. */
    settled: () => last,
  };
}
