import * as z from "zod";
import { loadPeer, type Peer } from "./peer.ts";
import type { Item, Promotion } from "./workload.ts";

type Action = { readonly amount?: { valueOf(): unknown } | number };
const aFunction = (value: unknown) => typeof value === "function";
const Utils = z.object({
  ComputeActionUtils: z.object({
    getComputedActionsForItems:
      z.custom<
        (promotion: object, items: object[], applied: Map<string, unknown>, allocation?: string) => readonly Action[]
      >(aFunction),
  }),
  areRulesValidForContext: z.custom<(rules: object[], context: object, scope: string) => boolean>(aFunction),
});

/**
 * The inner loop of its `computeActions`: the promotions sorted by value as its query does, each tested and computed on
 * what the earlier ones left. The database before it and the conversion after it are left out, in its favour.
 */
export const medusa: Peer = {
  name: "@medusajs/promotion 2.21.2",
  kind: "commerce",
  most: 1_000_000,
  async prepare(workload) {
    const { ComputeActionUtils, areRulesValidForContext } = Utils.parse(
      loadPeer("@medusajs/promotion/dist/utils/index.js"),
    );
    const promotions = workload.promotions.map(promotionOf).toSorted((a, b) => valueOf(b) - valueOf(a));
    const items = workload.items.map(itemOf);
    const gross = workload.items.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0);
    const context = { tags: workload.tags, total: gross, items, currency_code: "eur" };
    return async () => {
      const applied = new Map<string, unknown>();
      const actions = [];
      for (const promotion of promotions) {
        if (!areRulesValidForContext(promotion.rules, context, "order")) continue;
        const allocation = promotion.application_method.target_type === "order" ? "across" : undefined;
        const mine = ComputeActionUtils.getComputedActionsForItems(promotion, items, applied, allocation);
        for (const action of mine) actions.push(action);
      }
      return gross - actions.reduce((sum, { amount }) => sum + Number(amount ?? 0), 0);
    };
  },
};

type MedusaPromotion = ReturnType<typeof promotionOf>;
const valueOf = ({ application_method }: MedusaPromotion): number => application_method.value;

function promotionOf(promotion: Promotion) {
  const { kind, id } = promotion;
  const isCategory = kind === "category";
  const rule = (attribute: string, operator: string, value: string) => ({ attribute, operator, values: [{ value }] });
  return {
    code: id,
    type: "standard",
    is_tax_inclusive: false,
    rules:
      kind === "tag"
        ? [rule("tags", "in", promotion.tag)]
        : kind === "threshold"
          ? [rule("total", "gte", String(promotion.fromMinor))]
          : [],
    application_method: {
      type: kind === "tag" ? "fixed" : "percentage",
      target_type: isCategory ? "items" : "order",
      allocation: isCategory ? "each" : "across",
      max_quantity: isCategory ? 1_000_000 : null,
      value: kind === "tag" ? promotion.amountMinor : promotion.percentBp / 100,
      target_rules: isCategory ? [rule("items.category", "in", promotion.category)] : [],
    },
  };
}

function itemOf({ id, category, unitPriceMinor, quantity }: Item) {
  const subtotal = unitPriceMinor * quantity;
  return { id, category, quantity, unit_price: unitPriceMinor, subtotal, original_total: subtotal };
}
