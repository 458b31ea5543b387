import { createHash } from "node:crypto";
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Card } from "../../core/card/index.ts";
import { gtinCheckDigit } from "../../core/scan/index.ts";
import { openStorage } from "../../db/stores/index.ts";
import { sourceFiles } from "../../tools/source-files.ts";
import { cacheFolder, inFolder, quiet } from "./figures.ts";

/** EAN-13 of the demo shop's range of cards, with the check digit that the reading of a scan has to prove. */
export function cardNumber(serial: number): string {
  const body = `290${String(serial).padStart(9, "0")}`;
  return body + gtinCheckDigit(body);
}

/** Nine hundred and ninety-nine active cards, then a lost one. */
function cardOf(serial: number): Card {
  const card = { number: cardNumber(serial), programme: "beltamozh", since: Date.UTC(2024, 9, 14) };
  return serial % 1000 === 999 ? { ...card, status: "blocked", reason: "lost" } : { ...card, status: "active" };
}

const slice = 10_000;

/**
 * Makes the data folder know `cards` cards, as if head office had sent them: the snapshot is written by the product
 * once and kept between runs, ten million cards being the work of a minute.
 */
export async function giveCards(dir: string, cards: number): Promise<void> {
  const kept = join(cacheFolder, `cards-${cards}-${digestOfDb()}.db`);
  mkdirSync(cacheFolder, { recursive: true });
  if (!existsSync(kept)) await write(kept, cards);
  const place = join(dir, "cards-1.db");
  rmSync(place, { force: true });
  mkdirSync(dir, { recursive: true });
  try {
    // No sale writes a snapshot, so that many folders may share one.
    linkSync(kept, place);
  } catch (error) {
    if (!String(error).includes("EXDEV")) throw error;
    copyFileSync(kept, place);
  }
}

async function write(kept: string, cards: number): Promise<void> {
  for (const name of readdirSync(cacheFolder)) {
    if (name.startsWith(`cards-${cards}-`)) rmSync(join(cacheFolder, name));
  }
  await inFolder((dir) => {
    const storage = openStorage(dir, quiet);
    const replacement = storage.cards.replaceAll();
    for (let from = 0; from < cards; from += slice) {
      replacement.add(Array.from({ length: Math.min(slice, cards - from) }, (_, index) => cardOf(from + index)));
    }
    replacement.commit();
    storage.health.close();
    renameSync(join(dir, "cards-1.db"), kept);
  });
}

/** Another way of storing cards needs another file. */
function digestOfDb(): string {
  const hash = createHash("sha256");
  for (const { path, text } of sourceFiles(".")) if (/^db\/(connection|stores)\//.test(path)) hash.update(text);
  return hash.digest("hex").slice(0, 12);
}
