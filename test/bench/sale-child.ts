import { existsSync } from "node:fs";
import { cardNumber } from "./card-base.ts";
import { articleCode, cashier, openTill, prepareShop } from "./shop.ts";

// `sale-child.ts DIR SALES`: sells through the engine and says to whoever traces it where a sale begins and ends.
const [dir = "", sales = "0"] = process.argv.slice(2);
const shop = { articles: 100 };
await prepareShop(dir, shop);
const till = openTill(dir);
await till.call("signIn", cashier);
for (let sale = 0; sale < Number(sales); sale += 1) {
  await till.call("scan", { code: cardNumber(1 + sale) });
  for (let line = 0; line < 5; line += 1) await till.call("scan", { code: articleCode((sale + line) % shop.articles) });
  const { revision, totals } = await till.call("getBasket", {});
  const { payableMinor } = totals;
  existsSync("sale-begins");
  const tenders = [{ kind: "cash" as const, amountMinor: payableMinor }];
  await till.call("completeSale", { requestId: `sale-${sale}`, revision, payableMinor, tenders });
  existsSync("sale-is-done");
}
await till.close();
