import * as z from "zod";
import { loadPeer, type Peer } from "./peer.ts";
import type { Item, Promotion } from "./workload.ts";

type Order = { subTotal: number; readonly lines: readonly object[] };
type Line = { readonly customFields: { readonly category: string }; readonly unitPrice: number };
type Args = Readonly<Record<string, number | string>>;
type Calculator = { applyPriceAdjustments(ctx: object, order: Order, promotions: object[]): Promise<Order> };

type Made<T> = new (input: object) => T;
const made = <T>() => z.custom<Made<T>>((value) => typeof value === "function");
const Core = z.object({
  Order: made<Order>(),
  OrderLine: made<object>(),
  Promotion: made<object>(),
  PromotionCondition: made<object>(),
  PromotionLineAction: made<object>(),
  PromotionOrderAction: made<object>(),
  DefaultOrderTaxCalculationStrategy: made<object>(),
  DefaultTaxLineCalculationStrategy: made<object>(),
});
const CalculatorModule = z.object({
  OrderCalculator: z.custom<new (...services: object[]) => Calculator>((value) => typeof value === "function"),
});

/**
 * Its `OrderCalculator` with promotions of its own classes. Taxes are 0, there is no shipping, and services that would
 * ask the database answer from memory, in its favour.
 */
export const vendure: Peer = {
  name: "@vendure/core 3.7.3",
  kind: "commerce",
  most: 100_000,
  async prepare({ items, tags, promotions }) {
    const core = Core.parse(loadPeer("@vendure/core"));
    const { OrderCalculator } = CalculatorModule.parse(
      loadPeer("@vendure/core/dist/service/helpers/order-calculator/order-calculator.js"),
    );
    const calculator = new OrderCalculator(...servicesOf(core));
    const kinds = kindsOf(core, tags);
    const all = promotions.map((promotion) => new core.Promotion(promotionOf(promotion, kinds)));
    const ctx = { channelId: 1, channel: { pricesIncludeTax: false, id: 1 } };
    return async () => {
      const lines = items.map((item) => new core.OrderLine(lineOf(item)));
      const order = new core.Order({ lines, surcharges: [], shippingLines: [], couponCodes: [], promotions: [] });
      const priced = await calculator.applyPriceAdjustments(ctx, order, all);
      return priced.subTotal;
    };
  },
};

type Classes = z.infer<typeof Core>;

function servicesOf(core: Classes): object[] {
  const zone = { id: 1 };
  const config = {
    taxOptions: {
      taxZoneStrategy: { determineTaxZone: () => zone },
      taxLineCalculationStrategy: new core.DefaultTaxLineCalculationStrategy({}),
      orderTaxCalculationStrategy: new core.DefaultOrderTaxCalculationStrategy({}),
    },
    orderOptions: {
      orderLineDiscountDistributionStrategy: {
        getWeight: (_ctx: object, line: { proratedLinePrice: number }) => line.proratedLinePrice,
      },
    },
  };
  const rate = { apply: () => ({ description: "none", taxRate: 0 }), value: 0, name: "none" };
  const zones = { getAllWithMembers: () => [zone] };
  const rates = { getApplicableTaxRate: () => rate };
  const cache = { get: (_ctx: object, _key: string, make: () => unknown) => make() };
  return [config, zones, rates, {}, {}, cache];
}

type Kinds = { readonly conditions: object[]; readonly actions: object[] };

function kindsOf(core: Classes, tags: readonly string[]): Kinds {
  const description = [{ languageCode: "en", value: "-" }];
  const held = new Set(tags);
  return {
    conditions: [
      new core.PromotionCondition({
        code: "tag",
        description,
        args: { tag: { type: "string" } },
        check: (_ctx: object, _order: Order, { tag }: Args) => held.has(String(tag)),
      }),
      new core.PromotionCondition({
        code: "threshold",
        description,
        args: { from: { type: "int" } },
        check: (_ctx: object, { subTotal }: Order, { from }: Args) => subTotal >= Number(from),
      }),
    ],
    actions: [
      new core.PromotionLineAction({
        code: "category",
        description,
        args: { category: { type: "string" }, percent: { type: "float" } },
        execute: (_ctx: object, line: Line & { discountedLinePrice: number }, { category, percent }: Args) =>
          line.customFields.category === category ? -line.discountedLinePrice * (Number(percent) / 100) : 0,
      }),
      new core.PromotionOrderAction({
        code: "amount",
        description,
        args: { amount: { type: "int" } },
        execute: (_ctx: object, { subTotal }: Order, { amount }: Args) => -Math.min(Number(amount), subTotal),
      }),
      new core.PromotionOrderAction({
        code: "percent",
        description,
        args: { percent: { type: "float" } },
        execute: (_ctx: object, { subTotal }: Order, { percent }: Args) => -subTotal * (Number(percent) / 100),
      }),
    ],
  };
}

function promotionOf(promotion: Promotion, { conditions, actions }: Kinds): object {
  const config = (code: string, args: Readonly<Record<string, string | number>>) => ({
    code,
    args: Object.entries(args).map(([name, value]) => ({ name, value: String(value) })),
  });
  const head = { id: promotion.id, name: promotion.id, promotionConditions: conditions, promotionActions: actions };
  if (promotion.kind === "category") {
    const { category, percentBp } = promotion;
    return { ...head, conditions: [], actions: [config("category", { category, percent: percentBp / 100 })] };
  }
  if (promotion.kind === "tag") {
    const { tag, amountMinor: amount } = promotion;
    return { ...head, conditions: [config("tag", { tag })], actions: [config("amount", { amount })] };
  }
  const { fromMinor: from, percentBp } = promotion;
  const action = config("percent", { percent: percentBp / 100 });
  return { ...head, conditions: [config("threshold", { from })], actions: [action] };
}

function lineOf({ id, category, unitPriceMinor, quantity }: Item): object {
  return {
    id,
    quantity,
    orderPlacedQuantity: 0,
    listPrice: unitPriceMinor,
    listPriceIncludesTax: false,
    adjustments: [],
    taxLines: [],
    customFields: { category },
  };
}
