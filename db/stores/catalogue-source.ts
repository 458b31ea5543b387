import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Item } from "../../core/catalogue/index.ts";
import { flush, withTypedErrors } from "../connection/index.ts";

/** The catalogue in use as one compressed file of JSON lines, from which a lost `cache.db` is built again. */
export type CatalogueSource = {
  /** Begins the file of the import named `stamp`, beside the one of the catalogue in use. */
  begin(stamp: string): SourceDraft;
  /** After a crash: keeps a finished draft if the switch to it was done, else drops it. */
  settle(stampInUse: string): void;
  /** Undefined if there is none or it is not what was written. */
  read(): { readonly stamp: string; readonly items: Item[] } | undefined;
};

export type SourceDraft = {
  add(items: readonly Item[]): void;
  /** Flushes the draft; the switch may follow. */
  finish(): void;
  /** The switch is done: the draft becomes the source. */
  keep(): void;
  drop(): void;
};

export function createCatalogueSource(dir: string): CatalogueSource {
  const file = join(dir, "catalogue.jsonl.gz");
  const draft = join(dir, "catalogue-next.jsonl.gz");
  const keep = (): void => {
    renameSync(draft, file);
    flush(dir);
  };
  return {
    begin: (stamp) => beginDraft(draft, stamp, keep),
    settle(stampInUse) {
      if (!existsSync(draft)) return;
      if (readSource(draft)?.stamp === stampInUse) keep();
      else rmSync(draft, { force: true });
    },
    read: () => readSource(file),
  };
}

/** Slice by slice, each a compressed member of its own: the last step of an import is then a flush and no more. */
function beginDraft(file: string, stamp: string, keep: () => void): SourceDraft {
  const handle = withTypedErrors("cache", () => openSync(file, "w"));
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  const write = (lines: readonly unknown[]): void => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    const bytes = gzipSync(text, { level: 1 });
    withTypedErrors("cache", () => {
      for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    });
  };
  write([{ stamp }]);
  return {
    add: write,
    finish() {
      withTypedErrors("cache", () => fsyncSync(handle));
      close();
    },
    keep,
    drop() {
      close();
      rmSync(file, { force: true });
    },
  };
}

function readSource(file: string): { stamp: string; items: Item[] } | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const [first, ...rest] = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
    const head: unknown = JSON.parse(first ?? "");
    return { stamp: stampOf(head), items: rest.map(parseItem) };
  } catch {
    // Each compressed member ends in a checksum: what cannot be read is rot, and the next rung of the ladder follows.
    return undefined;
  }
}

function stampOf(head: unknown): string {
  return typeof head === "object" && head !== null && "stamp" in head ? String(head.stamp) : "";
}

/** The checksum of the compressed file has held, so the line is what `write` wrote. */
function parseItem(line: string): Item {
  return JSON.parse(line) as Item;
}
