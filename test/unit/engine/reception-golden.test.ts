import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { Item } from "../../../core/catalogue/index.ts";
import type { DeskGiven } from "../../../core/commands/index.ts";
import type { CallOutput } from "../../../core/contract/index.ts";
import { canonicalJson } from "../../../core/kernel/index.ts";
import type { PricingOrder } from "../../../core/pricing/index.ts";
import { gtinCheckDigit } from "../../../core/scan/index.ts";
import { Stay, stayFilled } from "../../golden/school-kinds.ts";
import { SaleGiven, saleFilled } from "../../golden/school-sale.ts";
import { openDesk, order, type DeskInput } from "./desk-till.ts";
import { people, type TestTill } from "./test-till.ts";

const File = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      settings: z.unknown().optional(),
      given: z.unknown(),
      expect: z.unknown(),
    }),
  ),
});

const Wanted = z.object({
  lines: z.array(z.object({ discount: z.int().optional(), net: z.int().optional() })).optional(),
  nights: z.array(z.object({ discount: z.int().optional(), net: z.int().optional() })).optional(),
  offers: z.array(z.object({ rules: z.array(z.string()), discount: z.int() })).optional(),
  total: z.object({ gross: z.int(), discount: z.int(), payable: z.int() }).optional(),
  refusals: z.array(z.object({ rule: z.string(), line: z.string().optional(), code: z.string() })).optional(),
});

/** Cases under the readings that the pack has by itself: a desk has no others. */
const cases = ["sport-school", "sport-school-more"]
  .flatMap((name) => File.parse(JSON.parse(readFileSync(`test/golden/cases/${name}.json`, "utf8"))).cases)
  .filter(({ kind, settings }) => settings === undefined && (kind === "sale" || kind === "stay"))
  .map(({ id, title, kind, given, expect: wanted }) => ({
    id,
    title,
    form: kind === "sale" ? "services" : "stay",
    filled: kind === "sale" ? saleFilled(SaleGiven.parse(given)) : stayFilled(Stay.parse(given)),
    wanted: Wanted.parse(wanted),
  }))
  .toSorted((a, b) => (a.filled.at < b.filled.at ? -1 : 1));

const articles = [...new Set(cases.flatMap(({ filled }) => filled.lines.map(({ item }) => keyOf(item))))];
function keyOf({ category, priceMinor, facts }: Item): string {
  return canonicalJson({ category, priceMinor, facts: facts ?? {} });
}

function priceList(): string {
  const rows = cases
    .flatMap(({ filled }) => filled.lines.map(({ item }) => item))
    .filter((item, at, all) => all.findIndex((one) => keyOf(one) === keyOf(item)) === at)
    .map((item) => {
      const sku = skuOf(item);
      const body = `20000000${sku.padStart(4, "0")}`;
      const facts = Object.entries(item.facts ?? {}).map(([name, value]) => `${name}=${value}`);
      const code = `${body}${gtinCheckDigit(body)}`;
      return [sku, code, sku, item.category, "pcs", item.priceMinor, "RUB", facts.join(";")].join(",");
    });
  return ["sku,barcode,name_ru,category,unit,price_minor,currency,facts", ...rows].join("\n");
}

const skuOf = (item: Item): string => String(articles.indexOf(keyOf(item)) + 1);

let desk: TestTill;
beforeAll(async () => {
  desk = await openDesk({ at: "2021-12-01T10:00:00+03:00", prices: priceList() });
});
afterAll(() => desk.remove());

/** Papers that no rule objects to; what the case says of the order stays. */
async function recordOrders(orders: readonly PricingOrder[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, { scale, fields = {}, evidence = false, rateBp, sessions, combine, ...one }] of orders.entries()) {
    const early = "2022-01-10";
    const paper = order(one.kind, {
      from: one.from,
      to: one.to,
      date: early,
      submittedOn: early,
      signOffs: { "deputy-director": early, "chief-accountant": early, economist: early },
      decision: { on: early, by: "director" },
      evidence,
      reportWorkingDays: evidence ? 15 : null,
      services: [...(fields["services"] ?? [])],
      slots: [...(fields["slots"] ?? [])],
      ...(rateBp === undefined ? {} : { rateBp }),
      ...(sessions === undefined ? {} : { sessions }),
      ...(combine === undefined ? {} : { combine: [...combine] }),
      ...(scale ? { scale: scale.map((step) => ({ fromMinor: step.from, rateBp: step.rateBp })) } : {}),
    });
    const input = { requestId: crypto.randomUUID(), order: { ...paper, number: `${at}` }, override: people.manager };
    ids.push((await desk.call("recordOrder", input)).id);
  }
  return ids;
}

function inputOf(form: string, { facts, lines, choice }: DeskGiven): DeskInput {
  const known = Object.entries(facts).filter(([, value]) => value !== null && String(value) !== "");
  return {
    form,
    facts: Object.fromEntries(known) as DeskInput["facts"],
    lines: lines.map(({ id, qty, item, facts: about }) => ({
      id,
      qty,
      sku: skuOf(item),
      facts: about as DeskInput["facts"],
    })),
    ...(choice === undefined ? {} : { choice }),
  };
}

/** What the quote says, in the words of the case. */
function figuresOf({ lines, offers, totals }: CallOutput<"quoteDesk">) {
  const own = lines.map(({ discountMinor, netMinor }) => ({ discount: discountMinor, net: netMinor }));
  return {
    lines: own,
    nights: own,
    total: { gross: totals.grossMinor, discount: totals.discountMinor, payable: totals.payableMinor },
    offers: offers.map(({ rules, savedMinor }) => `${rules.join("+")} ${savedMinor}`).toSorted(),
  };
}

/** Orders that the desk would not record, because the document forbids them: said in another test. */
const isRecordable = (orders: readonly PricingOrder[]): Promise<string[] | null> =>
  recordOrders(orders).catch((error: unknown) => {
    if (String(error).includes("order-refused")) return null;
    throw error;
  });

describe("golden cases through the desk's own call", () => {
  const stays = cases.filter(({ form }) => form === "stay");
  const sales = cases.filter(({ form }) => form === "services");

  it.each(stays)("$id: $title", async ({ form, filled, wanted }) => {
    const quote = await desk.call("quoteDesk", inputOf(form, filled));
    const { offers = null, refusals = [], ...rest } = wanted;
    const figures = figuresOf(quote);
    expect(figures).toMatchObject(rest);
    if (offers && filled.choice === undefined) {
      expect(figures.offers).toEqual(offers.map(({ rules, discount }) => `${rules.join("+")} ${discount}`).toSorted());
    }
    for (const { rule, code } of refusals.filter(({ rule: one }) => one !== "6.12")) {
      expect(quote.why).toContainEqual(expect.objectContaining({ kind: "refused", rule, code }));
    }
  });

  it("sales: each with its orders recorded first, but for those that no desk may record", async () => {
    let compared = 0;
    for (const { id, form, filled, wanted } of sales) {
      desk.setClock(Date.parse(`${filled.at}+03:00`));
      const orders = await isRecordable(filled.orders);
      if (orders === null) {
        for (const { id: known, state } of await desk.call("listOrders", {})) {
          if (state !== "withdrawn") await withdraw(known);
        }
        continue;
      }
      const quote = await desk.call("quoteDesk", inputOf(form, filled));
      const { offers: _, refusals = [], ...rest } = wanted;
      expect({ id, ...figuresOf(quote) }).toMatchObject({ id, ...rest });
      for (const { rule, line, code } of refusals) {
        const said = quote.why.filter((one) => one.rule === rule && (one.line === null || one.line === line));
        expect({ id, rule, codes: said.map((one) => one.code) }).toEqual({ id, rule, codes: [code] });
      }
      for (const known of orders) await withdraw(known);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  });
});

async function withdraw(id: string): Promise<void> {
  await desk.call("withdrawOrder", { id, reason: "—", override: people.manager });
}
