import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isStorageError, openStorage, type TillStorage } from "../../../db/stores/index.ts";
import { sell } from "../../durability/till-life.ts";

// `disk-full-child.ts DIR`: lives through a full disk on the small file system at DIR and prints what it saw as JSON.
const [disk = ""] = process.argv.slice(2);
const dir = join(disk, "data");
const options = { reserveBytes: 1024 * 1024, backupEveryMs: Number.POSITIVE_INFINITY };

/** Sells until the disk is full or the limit is reached; the receipts that were acknowledged. */
function sellUntilFull(storage: TillStorage, limit = 100_000): number[] {
  const sold: number[] = [];
  const say = (line: string): void => void sold.push(Number(line.split(" ")[1]));
  try {
    while (sold.length < limit) {
      const open = storage.baskets.open();
      if (open) storage.transaction(() => storage.baskets.closeOpen());
      sell({ storage, at: () => {} }, say);
    }
  } catch (error) {
    if (!isStorageError(error, "storage-full")) throw error;
  }
  return sold;
}

const first = openStorage(dir, options);
first.health.idle();
const held = first.health.state();
const sold = sellUntilFull(first);
const whenFull = first.health.state().state;
const head = { ...first.journal.head(), number: first.journal.lastNumber("receipt") };
const stored = { ...first.journal.since(0, 1e6).at(-1), sold: sold.length };
const withReserve = sellUntilFull(first, 20);
const afterwards = sellUntilFull(first);
const reads = first.cards.find("2900000000001") !== undefined && first.journal.byRef("receipt:1").length === 1;
const backup = ((): string => {
  try {
    return first.health.backUp().file;
  } catch (error) {
    return isStorageError(error) ? error.kind : String(error);
  }
})();
first.health.close();

// Somebody makes room: a checkpoint at closing, or a file deleted.
writeFileSync(join(disk, "filler"), "");
rmSync(join(disk, "filler"));
rmSync(join(disk, "ballast"), { force: true });
const second = openStorage(dir, options);
const recovery = second.recovery;
const { events, brokenAt } = second.journal.verify();
const again = sellUntilFull(second, 5);
second.health.idle();
const recovered = second.health.state().state;
second.health.close();

const all = [...sold, ...withReserve, ...afterwards];
console.log(
  JSON.stringify({
    held: held.state,
    whenFull,
    memoryIsDisk: head.seq === stored.seq && head.chain === stored.chain && head.number === stored.sold,
    sold: all.length,
    inOrder: all.every((receipt, index) => receipt === index + 1),
    soldOnReserve: withReserve.length,
    reads,
    backup,
    recovery,
    lost: all.length - events,
    brokenAt,
    soldAgain: again.length,
    recovered,
  }),
);
