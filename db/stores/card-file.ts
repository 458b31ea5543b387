import { existsSync, rmSync } from "node:fs";
import { assert } from "../../core/kernel/index.ts";
import type { CardReplacement, CardStore } from "../../core/commands/index.ts";
import { isStorageError, moveDatabaseAside } from "../connection/index.ts";
import type { JournalFile } from "../journal/index.ts";
import { type CardSnapshot, openCardSnapshot } from "./card-snapshot.ts";
import { createCardStore } from "./card-store.ts";
import { type DataFolder, snapshotSeqs } from "./data-folder.ts";
import type { RecoveryStep } from "./recovery.ts";
import { beginCardSnapshot, snapshotFile, writeCardSnapshot } from "./write-card-snapshot.ts";

export type CardFile = {
  readonly cards: CardStore;
  /** Changed cards have been brought back as far as they can be. */
  settle(): void;
  /** Deletes snapshots that are no longer in use. */
  removeOld(): void;
  /** Reads the snapshot through a little at a time; throws `storage-damaged` where it is not what was written. */
  scrub(): Generator<void>;
  close(): void;
};

/** Snapshot in use: its seq, 0 for none, and the open file. */
type InUse = { readonly seq: number; readonly snapshot: CardSnapshot | undefined };

/** Whether to read everything through, and where to tell what had to be repaired. */
export type Check = { readonly whole: boolean; readonly steps: RecoveryStep[] };

/** Opens the snapshot that the journal points to; a damaged one is salvaged and the steps say so. */
export function openCards(folder: DataFolder, file: JournalFile, check: Check): CardFile {
  const { db, meta } = file;
  const pointed = Number(meta.get("snapshot") ?? 0);
  let inUse = openPointed(folder, pointed, check);
  if (inUse.seq !== pointed) meta.set("snapshot", String(inUse.seq));
  const store = createCardStore(db, inUse.snapshot);
  if (store.lacksRows()) check.steps.push({ kind: "changes-rebuilt" });

  let mayHaveOld = true;

  const use = (next: InUse): void => {
    inUse = next;
    mayHaveOld = true;
    store.useSnapshot(next.snapshot);
  };

  /** The pointer row is the switch. The file left behind is still there if the transaction fails. */
  const switchTo = (next: InUse): void => {
    const before = inUse;
    db.transaction(() => {
      db.onRollback(() => {
        use(before);
        next.snapshot?.close();
      });
      meta.set("snapshot", String(next.seq));
      use(next);
    });
  };

  return {
    cards: { ...store, replaceAll: () => replaceCards(folder.dir, switchTo) },
    settle: store.settle,
    removeOld() {
      if (!mayHaveOld || db.inTransaction()) return;
      mayHaveOld = false;
      for (const seq of snapshotSeqs(folder.dir)) {
        if (seq !== inUse.seq) rmSync(snapshotFile(folder.dir, seq), { force: true });
      }
    },
    *scrub() {
      yield* inUse.snapshot?.scrub() ?? [];
    },
    close: () => inUse.snapshot?.close(),
  };
}

function replaceCards(dir: string, switchTo: (next: InUse) => void): CardReplacement {
  const seq = Math.max(0, ...snapshotSeqs(dir)) + 1;
  const draft = beginCardSnapshot(dir, seq);
  let open = true;
  return {
    add(slice) {
      assert(open, "the card list is still open");
      return draft.add(slice);
    },
    commit() {
      assert(open, "the card list is still open");
      open = false;
      draft.finish();
      switchTo({ seq, snapshot: openCardSnapshot(snapshotFile(dir, seq)) });
    },
    cancel() {
      if (open) draft.abandon();
      open = false;
    },
  };
}

/** The pointed snapshot, or the newest that can be read: after a restore the pointer is older than the files. */
function openPointed(folder: DataFolder, pointed: number, check: Check): InUse {
  const candidates = new Set([pointed, ...snapshotSeqs(folder.dir)].filter((seq) => seq > 0));
  for (const seq of candidates) {
    if (!existsSync(snapshotFile(folder.dir, seq))) continue;
    const opened = openOrSalvage(folder, seq, check);
    if (opened) return opened;
  }
  if (candidates.size > 0) check.steps.push({ kind: "cards-lost" });
  return { seq: 0, snapshot: undefined };
}

/** Undefined if nothing in the file can be read; it is then moved aside. */
function openOrSalvage(folder: DataFolder, seq: number, check: Check): InUse | undefined {
  const file = snapshotFile(folder.dir, seq);
  let snapshot: CardSnapshot | undefined;
  try {
    snapshot = openCardSnapshot(file);
    return !check.whole || snapshot.isWhole() ? { seq, snapshot } : salvage(folder, { seq, snapshot }, check);
  } catch (error) {
    if (!isStorageError(error, "storage-damaged")) throw error;
    snapshot?.close();
    moveDatabaseAside(file, folder.aside, `cards-${seq}.db`);
    return undefined;
  }
}

/** Writes the sound cards to a new snapshot. */
function salvage(folder: DataFolder, damaged: { seq: number; snapshot: CardSnapshot }, { steps }: Check): InUse {
  const seq = Math.max(...snapshotSeqs(folder.dir)) + 1;
  const before = damaged.snapshot.promised();
  const cards = writeCardSnapshot(folder.dir, seq, damaged.snapshot.soundCards());
  damaged.snapshot.close();
  moveDatabaseAside(snapshotFile(folder.dir, damaged.seq), folder.aside, `cards-${damaged.seq}.db`);
  steps.push({ kind: "cards-salvaged", cards, lost: before === null ? null : Math.max(0, before - cards) });
  return { seq, snapshot: openCardSnapshot(snapshotFile(folder.dir, seq)) };
}
