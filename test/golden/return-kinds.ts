import * as z from "zod";
import { priceBasket, type PricedBasket, type PricingInput } from "../../core/pricing/index.ts";
import { planReturn, type SaleBody } from "../../core/sale/index.ts";
import { kind } from "./kind.ts";
import { Sale, saleGiven } from "./shop-kinds.ts";

const Minor = z.int();
const Rest = z.strictObject({ rateBp: z.int().optional(), discount: Minor.optional(), payable: Minor.optional() });

/**
 * Goods that come back after the sale. The regulation is silent on them: the till gives back what was paid for the
 * units returned and leaves the rest as sold. What the rest would cost by itself is said beside it.
 */
export const returnKinds = [
  kind({
    name: "return",
    given: z.strictObject({
      sale: Sale,
      returned: z.array(z.strictObject({ line: z.string(), qtyMilli: z.int() })),
    }),
    expect: z.strictObject({
      refund: Minor.optional(),
      restAsSold: Minor.optional(),
      restAlone: Rest.optional(),
      /** Clauses of the cards' prices on the rest by itself. */
      cardsAlone: z.array(z.strictObject({ id: z.string(), net: Minor, clause: z.string() })).optional(),
    }),
    run({ pack }, { sale, returned }) {
      const input = saleGiven(sale);
      const sold = priceBasket(pack, input);
      const asked = returned.map(({ line, qtyMilli }) => ({ lineId: line, qtyMilli }));
      const plan = planReturn(bodyOf(sold, input), [], { lines: asked, refundable: () => true });
      const back = new Map(returned.map(({ line, qtyMilli }) => [line, qtyMilli]));
      const lines = input.lines
        .map((line) => ({ ...line, qtyMilli: line.qtyMilli - (back.get(line.id) ?? 0) }))
        .filter(({ qtyMilli }) => qtyMilli > 0);
      const alone = priceBasket(pack, { ...input, lines });
      const refund = plan.ok ? plan.value.refundMinor : null;
      const { discountMinor: discount, payableMinor: payable } = alone.total;
      return {
        refund,
        restAsSold: sold.total.payableMinor - (refund ?? 0),
        restAlone: { rateBp: alone.rateBp, discount, payable },
        cardsAlone: alone.lines.flatMap(({ id, netMinor: net, clause }) => (clause ? [{ id, net, clause }] : [])),
      };
    },
  }),
];

/** The receipt as the till would have stored it. */
function bodyOf(priced: PricedBasket, { lines, at }: PricingInput): SaleBody {
  const name = { ru: "-", en: "-" };
  return {
    receipt: 1,
    shift: 1,
    requestId: "1",
    site: "1",
    terminal: "1",
    operator: "1",
    localAt: at,
    currency: priced.currency,
    pack: { ...priced.pack, hash: "-" },
    inputsHash: "-",
    lines: priced.lines.map(({ id, grossMinor, discountMinor, netMinor }, nth) => {
      const { qtyMilli = 0, unitPriceMinor = 0, category = "" } = lines[nth] ?? {};
      const figures = { grossMinor, discountMinor, netMinor, qtyMilli, unitPriceMinor };
      return { id, sku: id, name, category, unit: "kg", ...figures, adjustments: [] };
    }),
    ...priced.total,
    card: null,
    servedBy: priced.servedBy,
    cardMoves: [],
    tenders: [{ kind: "cash", amountMinor: priced.total.payableMinor }],
    receivedMinor: priced.total.payableMinor,
    changeMinor: 0,
  };
}
