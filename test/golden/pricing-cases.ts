import * as z from "zod";
import { priceBasket, type PricedBasket, type PricingInput } from "../../core/pricing/index.ts";
import { parsePack } from "../../core/programme/index.ts";
import { differences } from "./compare.ts";
import type { GoldenFile, Outcome } from "./outcome.ts";
import { PolicyCase, Unsupported, type Promotion } from "./pricing-notation.ts";
import { packOf } from "./pricing-pack.ts";

/**
 * Runs one case of a `pricing-cases/1` file: policy and promotions written as a pack, priced by the app's own engine.
 */
export function runPricingCase(goldenCase: unknown, _file: GoldenFile): Outcome {
  const parsed = PolicyCase.safeParse(goldenCase);
  if (!parsed.success) return invalid(parsed.error);
  const { basket, policy, promotions, expect } = parsed.data;
  let pack;
  try {
    pack = parsePack(packOf(policy, promotions));
  } catch (error) {
    if (error instanceof Unsupported) return { skip: error.message };
    throw error;
  }
  if (!pack.ok) {
    const fail = pack.refusal.map(({ place, text }) => ({ path: place, expected: "a sound pack", got: text.en }));
    return { fail };
  }
  const priced = priceBasket(pack.value, inputOf(basket, promotions));
  const fail = differences(expect, resultOf(priced, promotions, expect));
  return fail.length === 0 ? { pass: true } : { fail };
}

function invalid(error: z.ZodError): Outcome {
  return {
    fail: error.issues.map(({ path, message }) => {
      return { path: path.join("."), expected: "a known field and value", got: message };
    }),
  };
}

const minorOf = (text: string) => Math.round(Number(text) * 100);
const textOf = (minor: number) => (minor / 100).toFixed(2);

function inputOf(basket: PolicyCase["basket"], promotions: readonly Promotion[]): PricingInput {
  const { lines, codes = [], customer = {} } = basket;
  const used = promotions.flatMap(({ id, quota, quotaPerCustomer, spendBudget }) => [
    [`used.${id}`, quota?.used ?? 0] as const,
    [`usedByCustomer.${id}`, quotaPerCustomer?.used ?? 0] as const,
    [`left.${id}`, spendBudget ? minorOf(spendBudget.limit) - minorOf(spendBudget.spent) : 0] as const,
  ]);
  return {
    at: "2025-03-10T12:00:00",
    card: null,
    lines: lines.map((line) => ({
      id: line.id,
      category: "goods",
      flags: [...(line.discountable === false ? ["fixed-price"] : []), ...(line.alreadyDiscounted ? ["reduced"] : [])],
      unitPriceMinor: minorOf(line.unitPrice),
      qtyMilli: Math.round(line.quantity * 1000),
      ...(line.minUnitPrice === undefined ? {} : { minUnitPriceMinor: minorOf(line.minUnitPrice) }),
      facts: { "line.sku": line.sku, "line.categories": line.categories },
    })),
    facts: {
      "basket.codes": codes,
      "customer.groups": customer.groups ?? [],
      "customer.orderNumber": customer.orderNumber ?? null,
      ...Object.fromEntries(used),
    },
  };
}

function resultOf(priced: PricedBasket, promotions: readonly Promotion[], expect: PolicyCase["expect"]): unknown {
  const discounts = priced.lines.map(({ discountMinor }) => textOf(discountMinor));
  const applied = promotions.filter(({ id }) => savedBy(priced, id) > 0).map(({ id }) => id);
  const others = promotions.filter(({ id }) => !applied.includes(id));
  return {
    total: textOf(priced.total.payableMinor),
    lines: Object.fromEntries(priced.lines.map(({ id }, at) => [id, discounts[at]])),
    lineDiscountsAnyOrder: sameList(discounts, expect.lineDiscountsAnyOrder),
    applied,
    notApplied: Object.fromEntries(others.map(({ id }) => [id, reasonOf(priced, id)])),
    hints: priced.hints.map(({ rule, missingMinor }) => {
      return { promotion: rule, fact: "subtotal", missing: textOf(missingMinor) };
    }),
  };
}

/** The expected list itself when it holds the same figures in another order. */
function sameList(got: readonly string[], expected: readonly string[] | undefined): readonly string[] {
  const sorted = (list: readonly string[]) => list.toSorted((a, b) => Number(a) - Number(b)).join();
  return expected && sorted(got) === sorted(expected) ? expected : got;
}

function savedBy({ lines }: PricedBasket, id: string): number {
  const mine = lines.flatMap(({ adjustments }) => adjustments.filter(({ rule }) => rule === id));
  return mine.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

function reasonOf({ decisions }: PricedBasket, id: string): string {
  const mine = decisions.filter(({ rule }) => rule === id);
  if (mine.some(({ outcome }) => outcome === "displaced")) return "exclusion";
  const { outcome, code = "" } = mine.find(({ line }) => line !== null) ?? mine[0] ?? {};
  const codes: Readonly<Record<string, string>> = {
    NO_MATCHING_LINE: "no-matching-line",
    NOTHING_LEFT: "nothing-left",
    NOT_IN_FORCE: "inactive",
  };
  return outcome === "applied" ? "nothing-left" : (codes[code] ?? code);
}
