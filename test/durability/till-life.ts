import { writeSync } from "node:fs";
import type { Basket } from "../../core/basket/index.ts";
import type { Card } from "../../core/card/index.ts";
import type { Item } from "../../core/catalogue/index.ts";
import type { TillStorage } from "../../db/stores/index.ts";

/** The places of a till's work between which it may be killed. */
export const killPoints = [
  "opened",
  "basket-saved",
  "number-taken",
  "fact-appended",
  "card-changed",
  "basket-closed",
  "sale-committed",
  "sale-acknowledged",
  "basket-suspended",
  "cards-added",
  "cards-committed",
  "items-added",
  "items-committed",
  "pack-saved",
  "backup-written",
  "idle-done",
  "closed",
] as const;
export type KillPoint = (typeof killPoints)[number];

/** How many cards the sales of this life go through, one after the other. */
export const cardCount = 40;

export function cardOf(receipt: number): Card {
  const turn = Math.floor(receipt / cardCount);
  const number = String(2_900_000_000_000 + (receipt % cardCount));
  return { number, programme: "shop", status: turn % 2 === 0 ? "active" : "blocked", since: receipt };
}

export function articles(count: number, priceMinor: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    sku: String(1000 + index),
    barcode: `481${1000 + index}`,
    name: { ru: `Товар номер ${index}`, en: `Article ${index}` },
    category: "food",
    unit: "pcs",
    priceMinor,
    flags: [],
  }));
}

function basketOf(receipt: number): Basket {
  const [item] = articles(1, 100);
  const lines = item ? [{ id: "1", item, unitPriceMinor: 100, qtyMilli: 1000, weighed: false }] : [];
  const common = { openedAt: receipt, openedBy: "anna", card: null, declined: [] };
  return { id: `basket-${receipt}`, lines, nextLine: 2, revision: 1, ...common };
}

export type Life = { readonly storage: TillStorage; readonly at: (point: KillPoint) => void };

/** One purchase: scanned into a basket, then sold. Said only when it is durable. */
export function sell(life: Life, say: (line: string) => void): void {
  const { storage, at } = life;
  const receipt = storage.journal.lastNumber("receipt") + 1;
  storage.transaction(() => storage.baskets.saveOpen(basketOf(receipt)));
  at("basket-saved");
  sellAtOnce(life);
  at("sale-committed");
  say(`sold ${receipt}`);
  at("sale-acknowledged");
}

/** A sale as one transaction: number, fact with its references, card, basket. */
export function sellAtOnce({ storage, at }: Life): void {
  storage.transaction(() => {
    const number = storage.journal.nextNumber("receipt");
    at("number-taken");
    const card = cardOf(number);
    storage.journal.append({
      kind: "sale-completed",
      id: `sale-${number}`,
      actor: "anna",
      role: "cashier",
      body: { number, card: card.number, text: "Продажа ".repeat(40) },
      refs: [`receipt:${number}`, `request:r${number}`, `card:${card.number}`],
    });
    at("fact-appended");
    storage.cards.save(card);
    at("card-changed");
    storage.baskets.closeOpen();
    at("basket-closed");
  });
}

/** What else a till writes in its day, one job a call. */
export function doChores({ storage, at }: Life, round: number): void {
  const receipt = storage.journal.lastNumber("receipt");
  switch (round % 6) {
    case 0: {
      const cards = storage.cards.replaceAll();
      cards.add(Array.from({ length: 200 }, (_, index) => ({ ...cardOf(index), status: "stocked" }) as const));
      at("cards-added");
      cards.commit();
      return at("cards-committed");
    }
    case 1: {
      const items = storage.items.replaceAll();
      items.add(articles(60, round));
      at("items-added");
      items.commit();
      return at("items-committed");
    }
    case 2:
      storage.packs.save({ id: "shop", version: 1 + (round % 5), hash: "00", json: "{}", installedAt: round });
      return at("pack-saved");
    case 3:
      storage.transaction(() => {
        storage.baskets.take("aside");
        storage.baskets.suspend({ ...basketOf(receipt), id: "aside" }, receipt, "anna");
      });
      return at("basket-suspended");
    case 4:
      storage.health.backUp();
      return at("backup-written");
    default:
      storage.health.idle();
      return at("idle-done");
  }
}

/** Written at once: a line that the reader has seen was said after the commit. */
export function sayNow(line: string): void {
  writeSync(1, `${line}\n`);
}
