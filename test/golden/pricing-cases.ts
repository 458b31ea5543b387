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
  const unknown = promotions
    .flatMap(({ excludes = [] }) => excludes)
    .find((name) => !promotions.some(({ id }) => id === name));
  if (unknown !== undefined) return { fail: [{ path: "promotions.excludes", expected: "a promotion", got: unknown }] };
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
  const fail = differences(expect, resultOf(priced, parsed.data));
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

function resultOf(priced: PricedBasket, { basket, promotions, expect }: PolicyCase): unknown {
  const discounts = priced.lines.map(({ discountMinor }) => textOf(discountMinor));
  const applied = promotions.filter(({ id }) => savedBy(priced, id) > 0).map(({ id }) => id);
  const others = promotions.filter(({ id }) => !applied.includes(id));
  return {
    total: textOf(priced.total.payableMinor),
    lines: Object.fromEntries(priced.lines.map(({ id }, at) => [id, discounts[at]])),
    lineDiscountsAnyOrder: sameList(discounts, expect.lineDiscountsAnyOrder),
    applied,
    notApplied: Object.fromEntries(others.map((promotion) => [promotion.id, reasonOf(priced, promotion, basket)])),
    hints: expect.hints?.map((wanted) => hintOf(priced, promotions, wanted)),
  };
}

type Hint = NonNullable<PolicyCase["expect"]["hints"]>[number];

/** What the engine says is missing for a promotion: a sum, or a number of units. */
function hintOf(priced: PricedBasket, promotions: readonly Promotion[], wanted: Hint): unknown {
  const { promotion, missing } = wanted;
  const of = missingFor(priced, promotion);
  if (!of) return null;
  const when = promotions.find(({ id }) => id === promotion)?.when ?? [];
  const isSum = priced.hints.some(({ rule }) => rule === promotion);
  const fact = when[Number(of.base.slice(promotion.length + 1))]?.fact ?? (isSum ? "subtotal" : "quantity");
  if (fact === "subtotal") return { promotion, fact, missing: textOf(of.missing) };
  return { promotion, fact, missing: typeof missing === "number" ? of.missing : String(of.missing) };
}

/** The step that is proved to reach it; else the figures that its refusal names. */
function missingFor({ hints, countHints, decisions }: PricedBasket, id: string) {
  const isMine = ({ rule }: { readonly rule: string }) => rule === id;
  const [sum, count] = [hints.find(isMine), countHints.find(isMine)];
  if (sum) return { base: sum.base, missing: sum.missingMinor };
  if (count) return { base: count.counts, missing: count.missing };
  const { base, actual, required } = decisions.find(isMine) ?? {};
  if (base === undefined || typeof actual !== "number" || typeof required !== "number") return null;
  return required > actual ? { base, missing: required - actual } : null;
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

function reasonOf(
  { decisions, lines }: PricedBasket,
  { id, spendBudget }: Promotion,
  basket: PolicyCase["basket"],
): string {
  const mine = decisions.filter(({ rule }) => rule === id);
  if (mine.some(({ outcome }) => outcome === "displaced")) return "exclusion";
  const { outcome, code = "" } = mine.find(({ line }) => line !== null) ?? mine[0] ?? {};
  const least = ({ id: line }: PricedBasket["lines"][number]) => {
    const { quantity = 0, minUnitPrice = "0.00" } = basket.lines.find((one) => one.id === line) ?? {};
    return minorOf(minUnitPrice) * quantity;
  };
  const isMine = (one: string) => mine.some(({ line }) => line === null || line === one);
  const isLeft = lines.some((line) => line.netMinor > least(line) && isMine(line.id));
  const codes: Readonly<Record<string, string>> = {
    NO_MATCHING_LINE: "no-matching-line",
    FIXED_PRICE: "no-matching-line",
    NOTHING_LEFT: isLeft ? (spendBudget ? "budget" : "no-saving") : "nothing-left",
    NOT_IN_FORCE: "inactive",
  };
  return codes[outcome === "applied" ? "NOTHING_LEFT" : code] ?? code;
}
