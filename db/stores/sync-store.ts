import { z } from "../../core/kernel/index.ts";
import type { SyncStore } from "../../core/commands/index.ts";
import { CardLine, FeedLine, lineText, type OfficeCard } from "../../core/sync/index.ts";
import { KnownTrust, newTrust } from "../../core/trust/index.ts";
import { createSeal, type Db } from "../connection/index.ts";
import { machineMark, readWitness, type StoredJournal, writeWitness } from "../journal/index.ts";

const linkSeal = createSeal("link", "journal");
const cardSeal = createSeal("office_card", "journal");
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

/** What the link keeps in `journal.db`. Writes belong into the caller's transaction. */
export function createSyncStore(db: Db, journal: StoredJournal, machine = machineMark()): StoredSync {
  const link = createLinkRows(db);
  const identity = (): z.infer<typeof Identity> | null => {
    const stored = link.get("identity");
    return stored === undefined ? null : Identity.parse(JSON.parse(stored));
  };
  const readAnew = (): void => {
    link.set("cursor", "0");
    db.exec("DELETE FROM office_card");
  };
  return {
    identity,
    readAnew,
    enrol(next) {
      link.set("identity", JSON.stringify(next));
      link.set("contact", "0");
      link.set("trust", "");
      readAnew();
      db.exec("DELETE FROM feed_kept");
      journal.fallBack(0);
    },
    cursor: () => Number(link.get("cursor") ?? 0),
    moveCursor: (pos) => link.set("cursor", String(pos)),
    lastContact: () => Number(link.get("contact") ?? 0) || null,
    noteContact: (at) => link.set("contact", String(at)),
    trust() {
      const stored = link.get("trust") ?? "";
      if (stored !== "") return KnownTrust.parse(JSON.parse(stored));
      const root = identity()?.root ?? null;
      return root === null ? null : newTrust(root);
    },
    saveTrust: (trust) => link.set("trust", JSON.stringify(trust)),
    ...createOfficeCards(db),
    ...createKeptLines(db),
    acked: journal.acked,
    pending: journal.pending,
    acknowledge: journal.acknowledge,
    fallBack: journal.fallBack,
    beginGeneration: journal.beginGeneration,
    texts: journal.texts,
    chainAt: journal.chainAt,
    bearWitness() {
      if (identity() === null) return;
      const { seq, chain } = journal.head();
      writeWitness(db.file, { generation: journal.generation, seq, chain, machine });
    },
  };
}

export type OldCopy = "rewound" | "cloned";

/**
 * Whether the journal is an older one than this folder has seen, or the folder one of another machine. Only a till that
 * head office knows is asked: nobody else could be misled.
 */
export function noticeOldCopy(db: Db, journal: StoredJournal, machine = machineMark()): OldCopy | undefined {
  const witness = createLinkRows(db).get("identity") === undefined ? undefined : readWitness(db.file);
  if (!witness || witness.generation !== journal.generation) return undefined;
  if (witness.machine !== machine) return "cloned";
  return journal.chainAt(witness.seq) === witness.chain ? undefined : "rewound";
}

type LinkKey = "identity" | "cursor" | "contact" | "trust";

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

type CardRow = { readonly line: string; readonly settled: number; readonly sum: number };

function createOfficeCards(db: Db): Pick<SyncStore, "officeCard" | "saveOfficeCard"> {
  const byNumber = db.prepare<[string], CardRow>("SELECT line, settled, sum FROM office_card WHERE number = ?");
  const put = db.prepare<[string, string, number, number]>(
    "INSERT OR REPLACE INTO office_card (number, line, settled, sum) VALUES (?, ?, ?, ?)",
  );
  return {
    officeCard(number) {
      const row = byNumber.get(number);
      if (!row) return undefined;
      cardSeal.check([number, row.line, row.settled], row.sum);
      return { ...CardLine.parse(JSON.parse(row.line)), settled: row.settled };
    },
    saveOfficeCard({ settled, ...line }: OfficeCard) {
      const text = JSON.stringify(line);
      put.run(line.number, text, settled, cardSeal.of([line.number, text, settled]));
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
