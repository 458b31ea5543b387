import { existsSync, rmSync } from "node:fs";
import { assert } from "../../core/kernel/index.ts";
import type { Card } from "../../core/card/index.ts";
import type { CardStore, Replacement } from "../../core/commands/index.ts";
import { isStorageError, moveDatabaseAside } from "../connection/index.ts";
import type { JournalFile } from "../journal/index.ts";
import { type CardSnapshot, openCardSnapshot } from "./card-snapshot.ts";
import { createCardStore } from "./card-store.ts";
import { type DataFolder, snapshotSeqs } from "./data-folder.ts";
import type { RecoveryStep } from "./recovery.ts";
import { beginCardSnapshot, snapshotFile, writeCardSnapshot } from "./write-card-snapshot.ts";

export type CardFile = {
  readonly cards: CardStore;
  /** Deletes snapshots that are no longer in use. */
  removeOld(): void;
  isWhole(): boolean;
  close(): void;
};

/** Snapshot in use: its seq and the open file. */
type InUse = { readonly seq: number; readonly snapshot: CardSnapshot | undefined };

/** Opens the snapshot that the journal points to; a damaged one is salvaged and the steps say so. */
export function openCards(
  folder: DataFolder,
  { db, meta }: JournalFile,
  check: { readonly whole: boolean; readonly steps: RecoveryStep[] },
): CardFile {
  const point = (seq: number): void => meta.set("snapshot", String(seq));
  let inUse = openPointed(folder, Number(meta.get("snapshot") ?? 0), check);
  if (String(inUse.seq) !== (meta.get("snapshot") ?? "0")) point(inUse.seq);
  const store = createCardStore(db, inUse.snapshot);

  const use = (next: InUse): void => {
    inUse = next;
    store.useSnapshot(next.snapshot);
  };

  const replaceAll = (): Replacement<Card> => {
    const seq = Math.max(inUse.seq, ...snapshotSeqs(folder.dir)) + 1;
    const draft = beginCardSnapshot(folder.dir, seq);
    let open = true;
    return {
      add(slice) {
        assert(open, "the card list is still open");
        draft.add(slice);
      },
      commit() {
        assert(open, "the card list is still open");
        open = false;
        draft.finish();
        const before = inUse;
        const next: InUse = { seq, snapshot: openCardSnapshot(snapshotFile(folder.dir, seq)) };
        db.transaction(() => {
          db.onRollback(() => {
            use(before);
            next.snapshot?.close();
          });
          point(seq);
          use(next);
        });
      },
      cancel() {
        if (open) draft.abandon();
        open = false;
      },
    };
  };

  return {
    cards: { ...store, replaceAll },
    removeOld() {
      for (const seq of snapshotSeqs(folder.dir)) {
        if (seq !== inUse.seq) rmSync(snapshotFile(folder.dir, seq), { force: true });
      }
    },
    isWhole: () => inUse.snapshot?.isWhole() ?? true,
    close: () => inUse.snapshot?.close(),
  };
}

function openPointed(
  folder: DataFolder,
  pointed: number,
  { whole, steps }: { readonly whole: boolean; readonly steps: RecoveryStep[] },
): InUse {
  const candidates = [pointed, ...snapshotSeqs(folder.dir)].filter((seq) => seq > 0);
  for (const seq of new Set(candidates)) {
    const file = snapshotFile(folder.dir, seq);
    if (!existsSync(file)) continue;
    const opened = openOrSalvage(folder, seq, { whole, steps });
    if (opened) return opened;
  }
  if (candidates.length > 0) steps.push({ kind: "cards-lost" });
  return { seq: 0, snapshot: undefined };
}

function openOrSalvage(
  folder: DataFolder,
  seq: number,
  { whole, steps }: { readonly whole: boolean; readonly steps: RecoveryStep[] },
): InUse | undefined {
  const file = snapshotFile(folder.dir, seq);
  let snapshot: CardSnapshot | undefined;
  try {
    snapshot = openCardSnapshot(file);
    if (!whole || snapshot.isWhole()) return { seq, snapshot };
    const count = snapshot.count();
    const next = Math.max(seq, ...snapshotSeqs(folder.dir)) + 1;
    const cards = writeCardSnapshot(folder.dir, next, snapshot.soundCards());
    snapshot.close();
    moveDatabaseAside(file, folder.aside, `cards-${seq}.db`);
    steps.push({ kind: "cards-salvaged", cards, lost: Math.max(0, count - cards) });
    return { seq: next, snapshot: openCardSnapshot(snapshotFile(folder.dir, next)) };
  } catch (error) {
    if (!isStorageError(error, "storage-damaged")) throw error;
    snapshot?.close();
    moveDatabaseAside(file, folder.aside, `cards-${seq}.db`);
    return undefined;
  }
}
