import type { Card } from "../../core/card/index.ts";
import type { CardStore } from "../../core/commands/index.ts";
import type { OfficeCard } from "../../core/sync/index.ts";
import type { CardSnapshot } from "../card-list/index.ts";
import type { Db } from "../connection/index.ts";
import { createOfficeLayer, type OfficeLayer, officeView } from "./office-layer.ts";
import { createOwnLayer } from "./own-layer.ts";

/** Snapshot in use: its seq, 0 for none, and the open file. */
export type InUse = { readonly seq: number; readonly snapshot: CardSnapshot | undefined };

export type StoredCards = Omit<CardStore, "replaceAll" | "reserve" | "adopt"> & {
  readonly office: OfficeLayer;
  officeCard(number: string): OfficeCard | undefined;
  saveOfficeCard(card: OfficeCard): void;
  /** Reads from this snapshot from now on; what head office has said since the one before stays on top, or goes. */
  use(next: InUse, keepsOffice: boolean): void;
  /** Whether rows of changed cards are gone. */
  lacksRows(): boolean;
  /** What is there now is all there is to be. */
  settle(): void;
};

/**
 * A card is what this till made of it, else what head office has said since the snapshot, else what the snapshot says.
 */
export function createCardStore(db: Db, first: InUse): StoredCards {
  const own = createOwnLayer(db);
  const office = createOfficeLayer(db, first.seq);
  let { snapshot } = first;
  let count: number | undefined;

  const find = (number: string): Card | undefined =>
    own.has(number) ? own.card(number) : office.has(number) ? office.card(number) : snapshot?.find(number);
  const recount = (): void => {
    count = undefined;
  };
  /** One that is written now may be new. */
  const noteNew = (number: string): void => {
    if (count === undefined || own.has(number) || office.has(number)) return;
    db.onRollback(recount);
    if (!snapshot?.find(number)) count += 1;
  };
  return {
    find,
    save(card) {
      noteNew(card.number);
      own.save(card);
    },
    giveWay(number) {
      if (!office.has(number) && !snapshot?.find(number)) recount();
      own.drop(number);
    },
    own: () => [...own.numbers()],
    office,
    officeCard: (number) => office.read(number) ?? officeView(snapshot?.listed(number)),
    saveOfficeCard(card) {
      noteNew(card.number);
      office.save(card);
    },
    count: () => (count ??= (snapshot?.count() ?? 0) + added({ own: own.numbers(), office, snapshot })),
    use(next, keepsOffice) {
      const before = snapshot;
      db.onRollback(() => {
        snapshot = before;
        recount();
      });
      office.moveTo(next.seq, keepsOffice);
      snapshot = next.snapshot;
      recount();
    },
    lacksRows: () => own.lacksRows() || office.lacksRows(),
    settle: () => [own, office].forEach((layer) => layer.settle()),
  };
}

type Layers = {
  readonly own: ReadonlySet<string>;
  readonly office: OfficeLayer;
  readonly snapshot: CardSnapshot | undefined;
};

/** Cards that the snapshot does not hold. */
function added({ own, office, snapshot }: Layers): number {
  let count = 0;
  for (const number of own) if (!office.has(number) && !snapshot?.find(number)) count += 1;
  for (const number of office.numbers()) if (!snapshot?.find(number)) count += 1;
  return count;
}
