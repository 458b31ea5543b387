import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Item } from "../../core/catalogue/index.ts";
import { flush, writeDurably } from "../connection/index.ts";

/** The catalogue in use as one compressed file of JSON lines, from which a lost `cache.db` is built again. */
export type CatalogueSource = {
  /** Writes the catalogue of an import that is about to be switched to. */
  prepare(stamp: string, items: Iterable<Item>): void;
  /** The switch is done: the prepared file becomes the source. */
  keep(): void;
  /** After a crash: keeps the prepared file if the switch to it was done, else drops it. */
  settle(stampInUse: string): void;
  /** Undefined if there is none or it is not what was written. */
  read(): { readonly stamp: string; readonly items: Item[] } | undefined;
};

export function createCatalogueSource(dir: string): CatalogueSource {
  const file = join(dir, "catalogue.jsonl.gz");
  const prepared = join(dir, "catalogue-next.jsonl.gz");
  const keep = (): void => {
    renameSync(prepared, file);
    flush(dir);
  };
  return {
    prepare(stamp, items) {
      const lines = [JSON.stringify({ stamp })];
      for (const item of items) lines.push(JSON.stringify(item));
      writeDurably(prepared, gzipSync(lines.join("\n"), { level: 1 }));
    },
    keep,
    settle(stampInUse) {
      if (!existsSync(prepared)) return;
      if (readSource(prepared)?.stamp === stampInUse) keep();
      else rmSync(prepared, { force: true });
    },
    read: () => readSource(file),
  };
}

function readSource(file: string): { stamp: string; items: Item[] } | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const [first, ...rest] = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
    const head: unknown = JSON.parse(first ?? "");
    return { stamp: stampOf(head), items: rest.map(parseItem) };
  } catch {
    // The gzip trailer carries a checksum: whatever cannot be read is rot, and the next rung of the ladder follows.
    return undefined;
  }
}

function stampOf(head: unknown): string {
  return typeof head === "object" && head !== null && "stamp" in head ? String(head.stamp) : "";
}

/** The checksum of the compressed file has held, so the line is what `prepare` wrote. */
function parseItem(line: string): Item {
  return JSON.parse(line) as Item;
}
