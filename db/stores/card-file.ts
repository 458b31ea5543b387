import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { assert } from "../../core/kernel/index.ts";
import type { CardReplacement, CardStore } from "../../core/commands/index.ts";
import { beginCardSnapshot, type CardSnapshot, openCardSnapshot, writeCardSnapshot } from "../card-list/index.ts";
import { isStorageError, moveDatabaseAside } from "../connection/index.ts";
import type { JournalFile } from "../journal/index.ts";
import { createCardStore, type InUse, type StoredCards } from "./card-store.ts";
import { type DataFolder, snapshotFile, snapshotSeqs } from "./data-folder.ts";
import { newestLayer, officeView } from "./office-layer.ts";
import type { RecoveryStep } from "./recovery.ts";

export type CardFile = {
  readonly cards: CardStore;
  readonly officeCards: Pick<StoredCards, "office" | "officeCard" | "saveOfficeCard">;
  /** Seq of the snapshot in use. */
  seq(): number;
  /** It is not the one that the journal knew: what the feed said since is to be read anew. */
  readonly isOther: boolean;
  /** Changed cards have been brought back as far as they can be. */
  settle(): void;
  /** Deletes snapshots that are no longer in use. */
  removeOld(): void;
  /** Reads the snapshot through a little at a time; throws `storage-damaged` where it is not what was written. */
  scrub(): Generator<void>;
  close(): void;
};

/** Whether to read everything through, and where to tell what had to be repaired. */
export type Check = { readonly whole: boolean; readonly steps: RecoveryStep[] };

/** Opens the snapshot that the journal points to; a damaged one is salvaged and the steps say so. */
export function openCards(folder: DataFolder, file: JournalFile, check: Check): CardFile {
  const { db, meta } = file;
  const pointed = Number(meta.get("snapshot") ?? 0);
  const inUse = openPointed(folder, pointed, check);
  const isOther = inUse.seq !== pointed;
  const store = createCardStore(db, { ...inUse, seq: pointed });
  if (isOther) {
    db.transaction(() => {
      meta.set("snapshot", String(inUse.seq));
      store.use(inUse, true);
      store.office.prune((number) => officeView(inUse.snapshot?.listed(number)));
    });
  }
  if (store.lacksRows()) check.steps.push({ kind: "changes-rebuilt" });

  const place = createPlace(file, store, inUse);
  const seqs = createSeqs(folder.dir, Math.max(inUse.seq, newestLayer(db)));
  const { office, officeCard, saveOfficeCard, ...cards } = store;
  let mayHaveOld = true;
  const take = (next: InUse, keepsOffice: boolean): void => {
    place.take(next, keepsOffice);
    mayHaveOld = true;
  };
  return {
    cards: { ...cards, ...createArrivals(folder.dir, seqs, take) },
    officeCards: { office, officeCard, saveOfficeCard },
    seq: () => place.inUse().seq,
    isOther,
    settle: store.settle,
    removeOld() {
      if (db.inTransaction()) return;
      place.closeLeft();
      if (!mayHaveOld) return;
      for (const seq of snapshotSeqs(folder.dir)) {
        if (seq < place.inUse().seq) rmSync(snapshotFile(folder.dir, seq), { force: true });
      }
      mayHaveOld = office.sweep();
    },
    *scrub() {
      yield* place.inUse().snapshot?.scrub() ?? [];
    },
    close() {
      place.closeLeft();
      place.inUse().snapshot?.close();
    },
  };
}

type Arrivals = Pick<CardStore, "reserve" | "replaceAll" | "adopt">;

/** How a snapshot comes in: a list that is loaded here, or one of head office that was put into the folder. */
function createArrivals(dir: string, reserve: () => number, take: (next: InUse, keeps: boolean) => void): Arrivals {
  const open = (seq: number): InUse => ({ seq, snapshot: openCardSnapshot(snapshotFile(dir, seq)) });
  return {
    reserve,
    replaceAll: () =>
      replaceCards(join(dir, "cards.new"), (write) => {
        const seq = reserve();
        write(snapshotFile(dir, seq));
        take(open(seq), true);
      }),
    adopt(seq) {
      const next = open(seq);
      return {
        listed: (number) => officeView(next.snapshot?.listed(number)),
        commit: () => take(next, false),
        cancel: () => next.snapshot?.close(),
      };
    },
  };
}

/** Hands out places for snapshots, each once: several may be on their way. */
function createSeqs(dir: string, first: number): () => number {
  let reserved = first;
  return () => (reserved = Math.max(reserved, ...snapshotSeqs(dir)) + 1);
}

/** The snapshot in use. The pointer row is the switch; the file left behind is still there if the transaction fails. */
function createPlace({ db, meta }: JournalFile, store: StoredCards, first: InUse) {
  const left = new Set<CardSnapshot>();
  let inUse = first;
  return {
    inUse: () => inUse,
    take(next: InUse, keepsOffice: boolean): void {
      const before = inUse;
      db.transaction(() => {
        db.onRollback(() => {
          inUse = before;
          next.snapshot?.close();
        });
        meta.set("snapshot", String(next.seq));
        store.use(next, keepsOffice);
        inUse = next;
      });
      if (before.snapshot) left.add(before.snapshot);
    },
    /** Where the transaction around the switch failed, the one before is in use again. */
    closeLeft(): void {
      for (const snapshot of left) if (snapshot !== inUse.snapshot) snapshot.close();
      left.clear();
    },
  };
}

function replaceCards(draftFile: string, finish: (write: (file: string) => void) => void): CardReplacement {
  const draft = beginCardSnapshot(draftFile);
  let open = true;
  return {
    add(slice) {
      assert(open, "the card list is still open");
      return draft.add(slice.map((card) => ({ card, epoch: 0 })));
    },
    commit() {
      assert(open, "the card list is still open");
      open = false;
      finish(draft.finish);
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
  const draft = join(folder.dir, "cards.new");
  const cards = writeCardSnapshot(draft, snapshotFile(folder.dir, seq), damaged.snapshot.soundCards());
  damaged.snapshot.close();
  moveDatabaseAside(snapshotFile(folder.dir, damaged.seq), folder.aside, `cards-${damaged.seq}.db`);
  steps.push({ kind: "cards-salvaged", cards, lost: before === null ? null : Math.max(0, before - cards) });
  return { seq, snapshot: openCardSnapshot(snapshotFile(folder.dir, seq)) };
}
