import { hash } from "node:crypto";
import { join } from "node:path";
import { createCardStore } from "../../db/stores/card-store.ts";
import { createBasketStore } from "../../db/stores/basket-store.ts";
import { createOperatorStore } from "../../db/stores/operator-store.ts";
import { createSettingStore } from "../../db/stores/setting-store.ts";
import { openInMemory, type Db } from "../../db/connection/index.ts";
import { createJournal, createMeta, type WitnessBox } from "../../db/journal/index.ts";
import { journalMigrations, migrate } from "../../db/migrations/index.ts";
import { loadTerminal, runCommand, type Ports, type StoredPack, type Terminal } from "../../core/commands/index.ts";
import type { Item } from "../../core/catalogue/index.ts";
import { present } from "../../core/kernel/index.ts";
import { createSyncStore } from "../../db/stores/sync-store.ts";
import { createBundledPacks, createCalendars, readResource, readTexts } from "../../electron/engine/resources.ts";

const resourcesDir = join(import.meta.dirname, "../../resources");
export const texts = readTexts(resourcesDir);
const digest = (text: string): string => hash("sha256", text, "hex");

export const manager = { id: "manager", name: "Manager", role: "shift-manager" } as const;
export const milk: Item = {
  sku: "1",
  barcode: "4810000000017",
  name: { ru: "Молоко", be: "Малако", en: "Milk" },
  category: "food",
  unit: "pcs",
  priceMinor: 250,
  flags: [],
};

/** Cards that all tills know from the beginning, in as many states as a programme has. */
export const cardNumbers = ["2900000000012", "2900000000029", "2900000000036", "2900000000043"] as const;
const firstStatuses = ["stocked", "issued", "active", "active"] as const;

/** The shop's programme, whose shift manager may do what else takes a call centre: rules are data. */
function simulatedPack(): StoredPack {
  const json = readResource(resourcesDir, "packs/beltamozh.json").replaceAll(
    /"by": \[("call-centre", )?"head-office"\]/g,
    '"by": ["head-office", "shift-manager"]',
  );
  return { id: "beltamozh", version: 1, hash: digest(json), json, installedAt: 0 };
}

const nothing = (): never => {
  throw new Error("the simulation does without this");
};

/** What takes part in the simulation; the rest of a till's ports stands still. */
export type Simulated = Pick<
  Ports,
  "clock" | "ids" | "journal" | "sync" | "link" | "cards" | "baskets" | "operators" | "settings" | "transaction"
>;

const packs = [simulatedPack()];
const calendars = createCalendars(resourcesDir);
const bundled = createBundledPacks(resourcesDir);

/** The rest of what commands reach for: nothing of it takes part in the link. */
export function portsOver(world: Simulated): Ports {
  return {
    ...world,
    packs: { list: () => packs, save: nothing },
    items: {
      bySku: (sku) => (sku === milk.sku ? milk : undefined),
      byBarcode: () => undefined,
      search: () => [],
      count: () => 1,
      all: () => [milk],
      replaceAll: nothing,
    },
    pins: { hash: nothing, verify: () => false },
    bundled,
    calendars,
    workplaces: { list: () => [] },
    keeper: { busy: () => false, backUp: nothing, verify: nothing },
    health: {
      state: () => ({ state: "ok", freeBytes: 1e12, message: null }),
      lastBackupAt: () => null,
      backupDue: () => false,
      backUp: nothing,
      idle: () => undefined,
      close: () => undefined,
    },
    digest,
    isSigned: () => false,
    readPacks: { recall: () => undefined, keep: () => undefined },
  };
}

/** Cards that come one by one only: snapshots are no part of it. */
export function cardsOver(db: Db) {
  const store = createCardStore(db, { seq: 0, snapshot: undefined });
  const cards: Ports["cards"] = { ...store, reserve: nothing, replaceAll: nothing, adopt: nothing };
  return { cards, cardFile: { officeCards: store, seq: () => 0 } };
}

/** A till as it is when it is set up: its database, and what its engine has in memory. */
export type NewTill = { readonly image: Uint8Array; readonly terminal: Terminal };

export const openedAt = Date.parse("2025-01-02T06:00:00Z");

/** Cards, a shift that is open, and the manager who is signed in. Made once: reading a pack takes longer than a run. */
export function setUpTill(): NewTill {
  const db = openInMemory("journal");
  migrate(db, journalMigrations);
  const meta = createMeta(db);
  meta.set("generation", "0".repeat(16));
  const time = { wall: () => openedAt, monoMs: () => 0, boot: "setup" };
  const journal = createJournal(db, meta, time);
  const { cards, cardFile } = cardsOver(db);
  const box: WitnessBox = { machine: "setup", read: () => undefined, write: () => undefined };
  const link = { pulse: nothing, enrol: nothing, enrolled: nothing, syncNow: nothing };
  const ports = portsOver({
    clock: journal.clock,
    ids: { next: () => "setup" },
    journal,
    cards,
    link,
    sync: createSyncStore(db, { journal, cardFile, witness: box }),
    baskets: createBasketStore(db),
    operators: createOperatorStore(db),
    settings: createSettingStore(db),
    transaction: (work) => db.transaction(work),
  });
  ports.settings.set("programme", "beltamozh");
  for (const [at, number] of cardNumbers.entries())
    cards.save({ number, programme: "beltamozh", status: present(firstStatuses[at], "a status"), since: 0 });
  const loaded = loadTerminal(ports, { demo: false, version: "1.0.0", recovery: null });
  if (!loaded.ok) throw new Error(`the simulated pack is not one: ${loaded.refusal}`);
  const terminal = loaded.value;
  terminal.operator = manager;
  const opened = runCommand({ ports, terminal, texts }, "openShift", { floatMinor: 0 });
  if (opened.kind !== "done" || !opened.result.ok) throw new Error(JSON.stringify(opened));
  const image = db.image();
  db.close();
  return { image, terminal };
}
