import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createJournal, openJournalFile } from "../../../db/journal/index.ts";
import { createBasketStore } from "../../../db/stores/basket-store.ts";
import { createCardStore } from "../../../db/stores/card-store.ts";
import { basket, card, fact, thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();

/** Runs a script with a file system of 6 MB of its own, which vanishes with the process. */
function onSmallDisk(script: string) {
  const ballast = "dd if=/dev/zero of=$1/ballast bs=1k count=3000 2>/dev/null";
  const shell = `mount -t tmpfs -o size=6m tmpfs "$1" && ${ballast} && exec "$2" "$3" "$1"`;
  const flags = process.getuid?.() === 0 ? "-m" : "-Urm";
  const path = join(import.meta.dirname, script);
  const args = [flags, "sh", "-c", shell, "sh", till.dir, process.execPath, path];
  return spawnSync("unshare", args, { encoding: "utf8" });
}

const canMount =
  process.platform === "linux" && spawnSync("unshare", ["-Urm", "mount", "-t", "tmpfs", "t", "/mnt"]).status === 0;

describe("a full disk", () => {
  it.skipIf(!canMount)("loses nothing, sells on from the reserve, and goes on when there is room again", () => {
    const { stdout, stderr } = onSmallDisk("disk-full-child.ts");
    expect(stderr).toBe("");
    const seen: unknown = JSON.parse(stdout);
    expect(seen).toMatchObject({
      held: "low",
      whenFull: "full",
      memoryIsDisk: true,
      inOrder: true,
      soldOnReserve: 20,
      reads: true,
      backup: "storage-full",
      recovery: [],
      lost: 0,
      brokenAt: null,
      soldAgain: 5,
      recovered: "low",
    });
    expect(seen).toHaveProperty("sold");
  });

  it("at any statement of a sale leaves file and memory as before the sale", () => {
    const { db, meta } = openJournalFile(till.file("journal.db"), { hadLife: false, depth: "start" });
    const journal = createJournal(db, meta, { wall: () => 1, monoMs: () => 1, boot: "b" });
    const cards = createCardStore(db, { seq: 0, snapshot: undefined });
    const baskets = createBasketStore(db);
    const text = "Скидка ".repeat(4000);
    const sell = (number: number) =>
      db.transaction(() => {
        journal.nextNumber(`counter-${number}-${text.slice(0, 300)}`);
        journal.append(fact(`f${number}`, [`receipt:${number}`, `request:${text.slice(0, 300)}${number}`], { text }));
        cards.save({ ...card(`2900${number}`), reason: text });
        baskets.closeOpen();
        baskets.saveOpen(basket(`b${number}`, { declined: [text] }));
      });
    sell(0);
    const pages = Number(db.pragma("page_count"));
    let failures = 0;
    for (let room = 0; room < 60; room += 1) {
      db.pragma(`max_page_count = ${pages + room}`);
      const before = { head: journal.head(), cards: cards.count(), basket: baskets.open()?.id };
      const error = thrownBy(() => sell(room + 1));
      if (!error) break;
      failures += 1;
      expect(error).toMatchObject({ kind: "storage-full", part: "journal" });
      expect({ head: journal.head(), cards: cards.count(), basket: baskets.open()?.id }).toEqual(before);
      expect(journal.since(0, 9)).toHaveLength(1);
      expect(cards.find(`2900${room + 1}`)).toBeUndefined();
    }
    expect(failures).toBeGreaterThan(10);
    expect(journal.verify()).toMatchObject({ events: 2, brokenAt: null });
    db.close();
  });
});
