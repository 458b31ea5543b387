import { z } from "../../core/kernel/index.ts";
import type { SyncStore } from "../../core/commands/index.ts";
import { FeedLine, lineText } from "../../core/sync/index.ts";
import { KnownTrust, newTrust } from "../../core/trust/index.ts";
import { createSeal, type Db } from "../connection/index.ts";
import type { StoredJournal, WitnessBox } from "../journal/index.ts";
import type { CardFile } from "./card-file.ts";

const linkSeal = createSeal("link", "journal");
const keptSeal = createSeal("feed_kept", "journal");

const Identity = z.object({
  url: z.string(),
  terminal: z.string(),
  shard: z.string(),
  hqKey: z.string(),
  root: z.string().nullable().default(null),
  enrolledAt: z.int(),
});

export type StoredSync = SyncStore & {
  /** Cards are taken from head office anew: rows about them were lost. */
  readAnew(): void;
};

/** Snapshot that came from head office: the file, and the place of the feed that it stands for. */
const Whole = z.object({ seq: z.int(), pos: z.int() });

export type SyncParts = {
  readonly journal: StoredJournal;
  readonly cardFile: Pick<CardFile, "officeCards" | "seq">;
  readonly witness: WitnessBox;
};

/** What the link keeps in `journal.db`. Writes belong into the caller's transaction. */
export function createSyncStore(db: Db, { journal, cardFile, witness: box }: SyncParts): StoredSync {
  const { office, officeCard, saveOfficeCard } = cardFile.officeCards;
  const link = createLinkRows(db);
  const identity = (): z.infer<typeof Identity> | null => {
    const stored = link.get("identity");
    return stored === undefined ? null : Identity.parse(JSON.parse(stored));
  };
  const wholePos = (): number => posOf(link.get("cards") ?? "", cardFile.seq());
  // What is known already is known by its epoch, and not taken twice.
  const readAnew = (): void => link.set("cursor", String(wholePos()));
  return {
    identity,
    readAnew,
    enrol(next) {
      link.set("identity", JSON.stringify(next));
      link.set("contact", "0");
      for (const key of ["trust", "cards"] as const) link.set(key, "");
      readAnew();
      office.forget();
      db.exec("DELETE FROM feed_kept");
      journal.fallBack(0);
    },
    cursor: () => Number(link.get("cursor") ?? 0),
    moveCursor(pos) {
      link.set("cursor", String(pos));
      office.settle();
    },
    stoodFor(pos) {
      link.set("cards", JSON.stringify({ seq: cardFile.seq(), pos }));
      link.set("cursor", String(pos));
    },
    officeCard,
    saveOfficeCard,
    lastContact: () => Number(link.get("contact") ?? 0) || null,
    noteContact: (at) => link.set("contact", String(at)),
    trust: () => trustOf(link.get("trust") ?? "", identity()?.root ?? null),
    saveTrust: (trust) => link.set("trust", JSON.stringify(trust)),
    ...createKeptLines(db),
    ...outboxOf(journal),
    bearWitness() {
      if (identity() === null) return;
      const { seq, chain } = journal.head();
      box.write({ generation: journal.generation, seq, chain, machine: box.machine });
    },
  };
}

type Outbox = "acked" | "pending" | "acknowledge" | "fallBack" | "beginGeneration" | "texts" | "chainAt";

function outboxOf(journal: StoredJournal): Pick<SyncStore, Outbox> {
  const { acked, pending, acknowledge, fallBack, beginGeneration, texts, chainAt } = journal;
  return { acked, pending, acknowledge, fallBack, beginGeneration, texts, chainAt };
}

function trustOf(stored: string, root: z.infer<typeof Identity>["root"] | null): KnownTrust | null {
  if (stored !== "") return KnownTrust.parse(JSON.parse(stored));
  return root === null ? null : newTrust(root);
}

/** Where the feed goes on behind the snapshot in use; from its beginning where that is not head office's. */
function posOf(stored: string, inUse: number): number {
  const whole = stored === "" ? undefined : Whole.parse(JSON.parse(stored));
  return whole?.seq === inUse ? whole.pos : 0;
}

export type OldCopy = "rewound" | "cloned";

/**
 * Begins a new life of a journal that is an older one than this folder has seen, or of a folder that is one of another
 * machine. Only a till that head office knows is asked: nobody else could be misled.
 */
export function leaveOldCopy(db: Db, journal: StoredJournal, box: WitnessBox): OldCopy | undefined {
  const witness = createLinkRows(db).get("identity") === undefined ? undefined : box.read();
  if (!witness || witness.generation !== journal.generation) return undefined;
  if (witness.machine === box.machine && journal.chainAt(witness.seq) === witness.chain) return undefined;
  journal.beginGeneration();
  return witness.machine === box.machine ? "rewound" : "cloned";
}

type LinkKey = "identity" | "cursor" | "contact" | "trust" | "cards";

function createLinkRows(db: Db) {
  const byKey = db.prepare<[string], { value: string; sum: number }>("SELECT value, sum FROM link WHERE key = ?");
  const put = db.prepare<[string, string, number]>("INSERT OR REPLACE INTO link (key, value, sum) VALUES (?, ?, ?)");
  return {
    get(key: LinkKey): string | undefined {
      const row = byKey.get(key);
      if (row) linkSeal.check([key, row.value], row.sum);
      return row?.value;
    },
    set(key: LinkKey, value: string): void {
      put.run(key, value, linkSeal.of([key, value]));
    },
  };
}

type KeptRow = { readonly pos: number; readonly kind: string; readonly line: string; readonly sum: number };

function createKeptLines(db: Db): Pick<SyncStore, "keepLine" | "keptLines"> {
  const newest = db.prepare<[string, number], KeptRow>(
    "SELECT pos, kind, line, sum FROM feed_kept WHERE kind = ? ORDER BY pos DESC LIMIT ?",
  );
  const put = db.prepare<[number, string, string, number]>(
    "INSERT OR REPLACE INTO feed_kept (pos, kind, line, sum) VALUES (?, ?, ?, ?)",
  );
  return {
    keepLine(line) {
      const text = lineText(line);
      put.run(line.pos, line.kind, text, keptSeal.of([line.pos, line.kind, text]));
    },
    keptLines: (kind, limit) =>
      newest.all(kind, limit).map(({ pos, line, sum }) => {
        keptSeal.check([pos, kind, line], sum);
        return FeedLine.parse(JSON.parse(line));
      }),
  };
}
