import type { Basket, WayBack } from "../basket/index.ts";
import type { Calendar } from "../calendar/index.ts";
import type { Card, CardNumber } from "../card/index.ts";
import type { Item } from "../catalogue/index.ts";
import type { CallName, Settings } from "../contract/index.ts";
import type { Instant, Json } from "../kernel/index.ts";
import type { Operator } from "../shift/index.ts";
import type { FeedLine, JournalEntry, OfficeCard } from "../sync/index.ts";
import type { KnownTrust } from "../trust/index.ts";
import type { Link, LinkIdentity } from "./link/link-port.ts";
import type { BundledPacks, ReadPacks } from "./programme/pack-ports.ts";

/** The command's whole outer world. Synchronous: a command is one function run in one transaction. */
export type Ports = Storage & {
  readonly pins: PinHasher;
  readonly bundled: BundledPacks;
  readonly calendars: Calendars;
  readonly workplaces: Workplaces;
  readonly keeper: Keeper;
  readonly link: Link;
  readonly readPacks: ReadPacks;
  /** SHA-256 of the UTF-8 text, 64 hex digits. */
  digest(text: string): string;
  /** Whether an Ed25519 signature over the UTF-8 of a text is that of a key; both in base64. */
  isSigned(text: string, signature: string, key: string): boolean;
};

/** What the database layer implements. */
export type Storage = {
  readonly clock: Clock;
  readonly ids: { next(): string };
  readonly cards: CardStore;
  readonly items: ItemStore;
  readonly baskets: BasketStore;
  readonly journal: Journal;
  readonly operators: OperatorStore;
  readonly settings: SettingsStore;
  readonly packs: PackStore;
  readonly sync: SyncStore;
  readonly health: StorageHealth;
  /**
   * Runs `work` in one write transaction of `journal.db`: everything it wrote is durable when this returns, nothing is
   * when it throws. Nested calls join the outer transaction.
   */
  transaction<T>(work: () => T): T;
};

/** What a demo can show: a terminal that takes the place of one desk or another. */
export type Workplaces = { list(): readonly Workplace[] };

export type Workplace = {
  readonly id: string;
  readonly settings: Pick<Settings, "terminalName" | "siteName" | "cardRanges">;
  readonly programme: string | null;
  readonly beside: readonly string[];
  /** CSV of what is sold there; null where nothing is. */
  readCatalogue(): string | null;
  /** What was done there before the visitor came. */
  readDeeds(): readonly { readonly command: CallName; readonly input: unknown }[];
};

/** Working days by country: `by`, `ru`, as packs name them. */
export type Calendars = {
  /** One that the app does not have has no years: each term by it is refused as `calendar-year-missing`. */
  of(country: string): Calendar;
};

/** Looks after the journal on a thread of its own, one job at a time, so that selling goes on meanwhile. */
export type Keeper = {
  busy(): boolean;
  /**
   * Writes a verified copy; without `file` into the backup folder. `no-place`: nothing can be written there. Rejects
   * like `health.backUp` throws.
   */
  backUp(order: {
    /** Names the copy. */
    readonly at: Instant;
    readonly file?: string | undefined;
  }): Promise<{ readonly file: string; readonly bytes: number } | "no-place">;
  /** Walks the chain from the first fact. `brokenAt` is the first `seq` that does not fit. */
  verify(): Promise<{ readonly events: number; readonly brokenAt: number | null; readonly head: string }>;
};

export type PinHasher = {
  /** argon2id in PHC form. */
  hash(pin: string): string;
  verify(hash: string, pin: string): boolean;
};

export type Clock = {
  /** Never runs backwards, not even over restarts: max(wall clock, newest fact). */
  now(): Instant;
  wall(): Instant;
};

/**
 * Cards: the replaceable snapshot from head office, under what it has said since, under the overlay of this terminal's
 * own changes.
 */
export type CardStore = {
  find(number: CardNumber): Card | undefined;
  /** Writes the overlay, never the snapshot. */
  save(card: Card): void;
  /** Takes an own change off: what lies below it holds again. */
  giveWay(number: CardNumber): void;
  /** Numbers that the overlay holds. */
  own(): readonly CardNumber[];
  count(): number;
  /** Writes a new snapshot beside the one in use; `commit` switches to it, all that lay on the old one stays on top. */
  replaceAll(): CardReplacement;
  /** Seq under which the next snapshot may be put into the folder, by whoever writes it. */
  reserve(): number;
  /** Opens a snapshot that was put there. */
  adopt(seq: number): Adoption;
};

/** A snapshot of head office that is read already and not in use yet. */
export type Adoption = {
  /** Head office's word on a card; undefined where it never spoke of it. */
  listed(number: CardNumber): OfficeCard | undefined;
  /** Switches to it; what head office had said since the old one is contained. The overlay stays on top. */
  commit(): void;
  cancel(): void;
};

/** A bulk load in slices: invisible until `commit`, gone after `cancel`. */
export type Replacement<T> = {
  add(slice: readonly T[]): void;
  commit(): void;
  cancel(): void;
};

/** Of a card list. `add` answers the cards whose number is there already; they are not written. */
export type CardReplacement = Omit<Replacement<Card>, "add"> & {
  add(slice: readonly Card[]): readonly { readonly number: CardNumber; readonly at: number }[];
};

export type ItemStore = {
  bySku(sku: string): Item | undefined;
  byBarcode(barcode: string): Item | undefined;
  /** Every word of `text` begins a word of the name, or `text` begins the sku or barcode; best first. */
  search(text: string, limit: number): Item[];
  count(): number;
  /** Every article in sku order, read lazily: for the differences of an import. */
  all(): Iterable<Item>;
  /** Replaces the catalogue, all or nothing. */
  replaceAll(): Replacement<Item>;
};

/** A text of ours, kept as key and figures so that it can still change its language. */
export type Said = { readonly key: string; readonly params: Readonly<Record<string, string>> };

/** What Ctrl+Z takes back: a change of the basket, or a basket put aside. */
export type UndoStep =
  | { readonly kind: "change"; readonly back: WayBack; readonly said: Said }
  | { readonly kind: "suspended"; readonly id: string; readonly said: Said };

/** Open and suspended baskets: they survive a kill at any instant. */
export type BasketStore = {
  /** The one open basket of the terminal. */
  open(): Basket | undefined;
  /** `undo`: what can be taken back of it, the last one last; in the same row, so that one flush keeps both. */
  saveOpen(basket: Basket, undo?: readonly UndoStep[]): void;
  /** Of the open basket. */
  undoSteps(): readonly UndoStep[];
  /** Removes the open basket: with the sale that it became, in the same transaction. */
  closeOpen(): void;
  suspended(): { readonly basket: Basket; readonly at: Instant; readonly by: string }[];
  suspend(basket: Basket, at: Instant, by: string): void;
  /** Takes a suspended basket out. */
  take(id: string): Basket | undefined;
};

export type Journal = {
  /**
   * Appends one fact within the running transaction. `refs` are the names it can be found by: `receipt:12`,
   * `card:290…`, `shift:3`, `request:<id>`. Time, boot and chain are added by the journal.
   */
  append(fact: NewFact): JournalEntry;
  /** Facts that carry the reference, oldest first. */
  byRef(ref: string): JournalEntry[];
  /** Facts that carry the reference, newest first. */
  lastByRef(ref: string, limit: number): JournalEntry[];
  /** Facts with `seq` above `after`, oldest first. */
  since(after: number, limit: number): JournalEntry[];
  /** Facts with `seq` below `before`, newest first. */
  before(before: number, limit: number): JournalEntry[];
  head(): { readonly seq: number; readonly chain: string };
  /** Next value of a named counter (`receipt`, `shift`), gapless within the transaction's fate. */
  nextNumber(counter: string): number;
  /** The value `nextNumber` gave last, 0 when it never did. */
  lastNumber(counter: string): number;
  /** Walks the chain from the first fact. `brokenAt` is the first `seq` that does not fit. */
  verify(): { readonly events: number; readonly brokenAt: number | null; readonly head: string };
  /** Life of this journal between losses of its tail. */
  readonly generation: string;
};

export type NewFact = {
  readonly kind: string;
  readonly id: string;
  readonly actor: string;
  readonly role: string;
  readonly body: { readonly [key: string]: Json };
  readonly refs: readonly string[];
};

export type StoredOperator = Operator & {
  /** argon2id in PHC form. */
  readonly pinHash: string;
  readonly failedTries: number;
  readonly lockedUntil: Instant;
  readonly demoPin: string | null;
};

export type OperatorStore = {
  find(id: string): StoredOperator | undefined;
  list(): StoredOperator[];
  save(operator: StoredOperator): void;
};

/** Small named values of this terminal: its settings, its demo mark. */
export type SettingsStore = {
  get(key: string): Json | undefined;
  set(key: string, value: Json): void;
};

/** What the till keeps of its link to head office, beside the facts it describes. */
export type SyncStore = {
  identity(): LinkIdentity | null;
  /** A new name at head office: all that was said under another is forgotten, and every fact goes up. */
  enrol(identity: LinkIdentity): void;
  /** Place of the newest feed line that was taken. */
  cursor(): number;
  /** With it all is written that came of the lines up to there. */
  moveCursor(pos: number): void;
  /** The snapshot in use stands for the feed up to there. */
  stoodFor(pos: number): void;
  /** When head office last said what is new. */
  lastContact(): Instant | null;
  noteContact(at: Instant): void;
  /** What is held of head office's signed documents; null where it publishes none. */
  trust(): KnownTrust | null;
  saveTrust(trust: KnownTrust): void;
  /** Head office's newest word on a card: a line's, else the snapshot's. */
  officeCard(number: CardNumber): OfficeCard | undefined;
  saveOfficeCard(card: OfficeCard): void;
  /** A line that nothing here reads, or that a person has to see. */
  keepLine(line: FeedLine): void;
  /** Newest first. */
  keptLines(kind: string, limit: number): FeedLine[];
  /** Facts up to here are stored at head office, by its signature. */
  acked(): number;
  pending(): number;
  acknowledge(seq: number): void;
  fallBack(seq: number): void;
  beginGeneration(): string;
  /** Facts above `after` exactly as they are stored and chained, oldest first. */
  texts(after: number, limit: number): { readonly seq: number; readonly text: string; readonly chain: string }[];
  chainAt(seq: number): string | undefined;
  /** Remembers the newest fact outside the database, so that an old copy of it is known as one. */
  bearWitness(): void;
};

export type StoredPack = {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of `json`. */
  readonly hash: string;
  readonly json: string;
  readonly installedAt: Instant;
};

export type PackStore = {
  /** Every installed version, oldest installation first. */
  list(): StoredPack[];
  save(pack: StoredPack): void;
};

export type StorageHealth = {
  /** `recovered`: the last start had to repair or restore something, said in `message`. */
  state(): {
    readonly state: "ok" | "low" | "full" | "recovered";
    readonly freeBytes: number;
    readonly message: string | null;
  };
  lastBackupAt(): Instant | null;
  /** Whether it is time for the next scheduled backup. */
  backupDue(): boolean;
  /** Writes a verified copy; without `file` into the backup folder of the data directory. */
  backUp(file?: string): { readonly file: string; readonly bytes: number };
  /** Housekeeping for a moment when no customer is served: checkpoint, scheduled backup. */
  idle(): void;
  close(): void;
};
