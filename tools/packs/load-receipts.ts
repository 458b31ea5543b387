import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addItem, emptyBasket, type Basket } from "../../core/basket/index.ts";
import { checkCatalogue, type Item } from "../../core/catalogue/index.ts";
import { addDays, dayNumber } from "../../core/offer/index.ts";
import type { PricingInput } from "../../core/pricing/index.ts";
import type { Pack } from "../../core/programme/index.ts";
import { hasGtinCheckDigit } from "../../core/scan/index.ts";
import { readReceipts, type ReplayReceipt } from "../replay/read-receipts.ts";

/** Recorded receipts as pricing sees them. Every card on them is active, and the shop an old one. */
export function loadReceipts(dir: string, pack: Pack): PricingInput[] {
  const items = new Map(readItems(dir, pack).map((item) => [item.sku, item]));
  return readReceipts(dir).map((receipt) => ({
    at: receipt.at,
    lines: entered(receipt, items).lines.map(({ id, item, unitPriceMinor, qtyMilli }) => {
      return { id, category: item.category, flags: item.flags, unitPriceMinor, qtyMilli };
    }),
    card: receipt.card === null ? null : { number: receipt.card, status: "active", presentation: "original" },
    facts: { "shop.kind": "shop", "shop.openedOn": "2000-01-01", "buyer.kind": "person" },
  }));
}

/** The lines as the till would have them: the same piece article again raises its line. */
function entered({ receipt, lines }: ReplayReceipt, items: ReadonlyMap<string, Item>): Basket {
  return lines.reduce(
    (basket, { sku, qtyMilli }) => {
      const item = items.get(sku);
      if (!item) throw new Error(`lines.csv, receipt ${receipt}: sku ${sku} is not in catalogue.csv`);
      const added = addItem(basket, { item, qtyMilli, weighed: false });
      if (added.ok) return added.value.basket;
      throw new Error(`lines.csv, receipt ${receipt}: sku ${sku} cannot be entered: ${added.refusal.kind}`);
    },
    emptyBasket(receipt, 0, "simulation"),
  );
}

function readItems(dir: string, pack: Pack): readonly Item[] {
  const reading = checkCatalogue(readFileSync(join(dir, "catalogue.csv"), "utf8"), {
    currency: pack.pack.currency,
    weightPrefix: "22",
    categories: [],
    flags: [],
    hasCheckDigit: hasGtinCheckDigit,
  });
  let step = reading.next();
  while (!step.done) step = reading.next();
  const { items, errors, fault } = step.value;
  const [first] = errors;
  if (fault) throw new Error(`catalogue.csv cannot be read: ${fault.kind}`);
  if (first) throw new Error(`catalogue.csv, row ${first.row}, ${first.column}: ${first.fault}`);
  return items;
}

/** The receipts moved by whole weeks, so that weekdays stay, to where the first falls into the draft's term. */
export function shiftedInto(receipts: readonly PricingInput[], { pack: { effective } }: Pack): PricingInput[] {
  const first = receipts.map(({ at }) => at).toSorted()[0];
  if (first === undefined || first.slice(0, 10) >= effective.from) return [...receipts];
  const days = 7 * Math.ceil((dayNumber(effective.from) - dayNumber(first)) / 7);
  return receipts.map((input) => ({ ...input, at: `${addDays(input.at.slice(0, 10), days)}${input.at.slice(10)}` }));
}
