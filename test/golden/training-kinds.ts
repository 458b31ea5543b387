import * as z from "zod";
import { floorPrice } from "../../core/organiser/index.ts";
import { priceBasket } from "../../core/pricing/index.ts";
import { present } from "../../core/kernel/index.ts";
import { kind } from "./kind.ts";
import { Team, teamFilled } from "./school-kinds.ts";
import { formPricing, SaleGiven, saleFilled } from "./school-sale.ts";

const Minor = z.int();
const Sum = z.strictObject({ gross: Minor.optional(), discount: Minor.optional(), payable: Minor.optional() });

/** A training event: rooms by the matrix (7.1), meals above their floor (7.2), facilities by a standing order (7.3). */
export const trainingKinds = [
  kind({
    name: "training-event",
    given: z.strictObject({
      team: Team,
      facilities: SaleGiven,
      catering: z.strictObject({ cost: Minor, price: Minor, meals: z.int() }),
    }),
    expect: z.strictObject({
      rooms: Sum.optional(),
      facilities: Sum.optional(),
      catering: z.strictObject({ ok: z.boolean(), minPrice: Minor, payable: Minor }).optional(),
      payable: Minor.optional(),
    }),
    run({ pack }, { team, facilities, catering }) {
      const rooms = priceBasket(pack, formPricing(pack, "team", teamFilled(team))).total;
      const halls = priceBasket(pack, formPricing(pack, "services", saleFilled(facilities))).total;
      const { leastMinor } = floorPrice(present(pack.floors?.["7.2"], "floor"), catering.cost);
      const ok = catering.price >= leastMinor;
      const meals = ok ? catering.price * catering.meals : 0;
      const sum = (one: typeof rooms) => ({
        gross: one.grossMinor,
        discount: one.discountMinor,
        payable: one.payableMinor,
      });
      return {
        rooms: sum(rooms),
        facilities: sum(halls),
        catering: { ok, minPrice: leastMinor, payable: meals },
        payable: rooms.payableMinor + halls.payableMinor + meals,
      };
    },
  }),
];
