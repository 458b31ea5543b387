import { hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PackStore, StoredPack } from "../../core/commands/index.ts";
import { createSeal, type Db, writeDurably } from "../connection/index.ts";

type PackRow = {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly json: string;
  readonly installed_at: number;
  readonly sum: number;
};

const seal = createSeal("pack", "cache");
const columns = "id, version, hash, json, installed_at, sum";

export function createPackStore(db: Db, files: PackFiles): PackStore & { restore(): number } {
  const all = db.prepare<[], PackRow>(`SELECT ${columns} FROM pack ORDER BY installed_at, id, version`);
  const put = db.prepare<[string, number, string, string, number, number]>(
    `INSERT OR REPLACE INTO pack (${columns}) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const insert = (pack: StoredPack): void => {
    const fields = [pack.id, pack.version, pack.hash, pack.json, pack.installedAt] as const;
    put.run(...fields, seal.of(fields));
  };
  return {
    list: () => all.all().map(toPack),
    save(pack) {
      files.write(pack);
      insert(pack);
    },
    restore() {
      const packs = files.read();
      for (const pack of packs) insert(pack);
      return packs.length;
    },
  };
}

function toPack(row: PackRow): StoredPack {
  const { id, version, json, installed_at: installedAt } = row;
  seal.check([id, version, row.hash, json, installedAt], row.sum);
  return { id, version, hash: row.hash, json, installedAt };
}

/** Every installed pack once more as a file, from which a lost `cache.db` gets it back. */
export type PackFiles = {
  write(pack: StoredPack): void;
  /** The packs whose files are still what was written. */
  read(): StoredPack[];
};

export function createPackFiles(dir: string): PackFiles {
  const folder = join(dir, "packs");
  return {
    write(pack) {
      const name = `${sha256(`${pack.id}\n${pack.version}`).slice(0, 16)}.json`;
      writeDurably(join(folder, name), sign(JSON.stringify(pack)));
    },
    read() {
      if (!existsSync(folder)) return [];
      const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
      return names.flatMap((name) => parsePack(readFileSync(join(folder, name), "utf8")));
    },
  };
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** The digest of the text on a line of its own, then the text. */
function sign(text: string): string {
  return `${sha256(text)}\n${text}`;
}

function parsePack(content: string): StoredPack[] {
  const text = content.slice(content.indexOf("\n") + 1);
  if (sign(text) !== content) return [];
  return [JSON.parse(text) as StoredPack];
}
