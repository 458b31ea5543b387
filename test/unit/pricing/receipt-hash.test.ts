import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import * as z from "zod";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { SaleBody } from "../../../core/sale/index.ts";
import { cards, goods, openSellingTill, payCash, type TestTill } from "../engine/test-till.ts";
import { shopPack } from "./shop.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

function storedSale(dir: string): SaleBody {
  const db = new Database(join(dir, "journal.db"), { readonly: true });
  const rows = z.array(z.object({ fact: z.string() })).parse(db.prepare("SELECT fact FROM journal ORDER BY seq").all());
  db.close();
  const facts = rows.map(({ fact }) => z.looseObject({ kind: z.string(), body: z.unknown() }).parse(JSON.parse(fact)));
  return SaleBody.parse(facts.find(({ kind }) => kind === "sale-completed")?.body);
}

it("the receipt's hash is that of its inputs, made again by hand, and they give its sums again", async () => {
  await till.call("scan", { code: goods.milk.code });
  await till.call("scan", { code: goods.beer.code });
  await till.call("scan", { code: cards.active });
  await payCash(till, "a");
  const sale = storedSale(till.dir);
  const line = { flags: [], qtyMilli: 1000 };
  const input: PricingInput = {
    at: sale.localAt,
    lines: [
      { ...line, id: "1", category: "food", unitPriceMinor: goods.milk.priceMinor },
      { ...line, id: "2", category: "beer", unitPriceMinor: goods.beer.priceMinor },
    ],
    card: { number: cards.active, status: "active", programme: "beltamozh", presentation: "original" },
    facts: { "shop.kind": "shop", "shop.openedOn": "2000-01-01", "buyer.kind": "person" },
  };
  expect(hashOf(canonicalJson(input))).toBe(sale.inputsHash);
  const { total } = priceBasket(shopPack(), input);
  expect(sale).toMatchObject(total);
});
