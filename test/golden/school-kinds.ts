import * as z from "zod";
import { priceBasket, type Decision, type PricedBasket, type PricingInput } from "../../core/pricing/index.ts";
import { addDays, weekdayOf } from "../../core/offer/index.ts";
import { lookUp } from "../../core/programme/index.ts";
import { present } from "../../core/kernel/index.ts";
import { kind } from "./kind.ts";
import { SaleGiven, saleInput } from "./school-sale.ts";

const Minor = z.int();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Total = z
  .strictObject({ gross: Minor.optional(), discount: Minor.optional(), payable: Minor.optional() })
  .optional();
const Claimed = z.array(z.strictObject({ rule: z.string(), line: z.string().optional(), code: z.string() })).optional();
const Rules = z.array(z.string()).optional();

const Stay = z.strictObject({
  hotel: z.enum(["victoria", "sportivnaya"]),
  channel: z.enum(["direct", "booking.com", "agent", "relocation"]),
  genius: z.boolean(),
  contract: z.boolean(),
  checkIn: Day,
  nightPrices: z.array(Minor),
  priorStays: z.array(z.strictObject({ status: z.enum(["completed", "cancelled", "no-show"]) })),
  relocation: z
    .strictObject({ directorDecision: z.boolean(), freeRooms: z.boolean(), originNightPrice: Minor })
    .optional(),
  claims: z.array(z.string()).optional(),
  choice: z.literal("bonus").optional(),
});

export const Team = z.strictObject({
  roomNightPrice: Minor,
  persons: z.int(),
  nights: z.int(),
  rooms: z.int(),
  orderRateBp: z.int().nullable(),
});

/** Reception of a sports school and its hotels. */
export const schoolKinds = [
  kind({
    name: "sale",
    given: SaleGiven,
    expect: z.strictObject({
      lines: z
        .array(
          z.strictObject({
            id: z.string(),
            amount: Minor.optional(),
            rateBp: z.int().optional(),
            discount: Minor.optional(),
            net: Minor.optional(),
            rules: Rules,
          }),
        )
        .optional(),
      bonuses: z.array(z.strictObject({ to: z.string(), sessions: z.int(), rule: z.string() })).optional(),
      total: Total,
      refusals: Claimed,
    }),
    run({ pack }, given) {
      const priced = priceBasket(pack, saleInput(given));
      const claims = given.claims ?? [];
      return {
        lines: priced.lines.map(({ id, grossMinor, discountMinor, netMinor, adjustments }) => ({
          id,
          amount: grossMinor,
          rateBp: adjustments.reduce((sum, { rateBp = 0 }) => sum + rateBp, 0),
          discount: discountMinor,
          net: netMinor,
          rules: adjustments.map(({ rule }) => ruleOf(rule)),
        })),
        bonuses: priced.bonuses.flatMap(({ rule, sessions }) => {
          return sessions ? [{ to: sessions.to, sessions: sessions.count, rule: ruleOf(rule) }] : [];
        }),
        total: totalOf(priced),
        refusals: claims.flatMap(({ rule, line }) => {
          const code = refusedWith(priced, rule, (decision) => decision.line === line || decision.line === null);
          return code === null ? [] : [{ rule, line, code }];
        }),
      };
    },
  }),
  kind({
    name: "stay",
    given: Stay,
    expect: z.strictObject({
      offers: z.array(z.strictObject({ rules: Rules, discount: Minor.optional() })).optional(),
      applied: Rules,
      nights: z
        .array(
          z.strictObject({
            date: Day.optional(),
            price: Minor.optional(),
            discount: Minor.optional(),
            net: Minor.optional(),
          }),
        )
        .optional(),
      total: Total,
      bonus: z
        .strictObject({
          rules: Rules,
          facilities: z.array(z.string()).optional(),
          pick: z.enum(["all", "one"]).optional(),
          rateBp: z.int().optional(),
        })
        .nullish(),
      refusals: Claimed,
    }),
    run({ pack }, given) {
      const priced = priceBasket(pack, stayInput(given));
      const visits = priced.bonuses.flatMap(({ rule, visit }) => (visit ? [{ rule: ruleOf(rule), ...visit }] : []));
      const [first] = visits;
      const applied = priced.decisions.filter(({ outcome, rule }) => {
        return outcome === "applied" && !visits.some((one) => one.rule === ruleOf(rule));
      });
      return {
        offers: priced.rivals.map(({ rules, savedMinor }) => ({ rules, discount: savedMinor })),
        applied: [...new Set(applied.map(({ rule }) => ruleOf(rule)))],
        nights: priced.lines.map(({ grossMinor, discountMinor, netMinor }, at) => ({
          date: addDays(given.checkIn, at),
          price: grossMinor,
          discount: discountMinor,
          net: netMinor,
        })),
        total: totalOf(priced),
        bonus: first
          ? {
              rules: visits.map(({ rule }) => rule),
              facilities: visits.flatMap(({ services }) => services),
              pick: first.pick,
              rateBp: first.rateBp,
            }
          : null,
        refusals: (given.claims ?? []).flatMap((rule) => {
          const code = refusedWith(priced, rule, () => true);
          return code === null ? [] : [{ rule, code }];
        }),
      };
    },
  }),
  kind({
    name: "group-stay",
    given: Team,
    expect: z.strictObject({
      ceilingBp: z.int().optional(),
      base: Minor.optional(),
      roomNight: z.strictObject({ discount: Minor.optional(), net: Minor.optional() }).optional(),
      total: Minor.optional(),
      refusals: Claimed,
    }),
    run({ pack }, given) {
      const priced = priceBasket(pack, teamInput(given));
      const [night] = priced.lines;
      const code = refusedWith(priced, "7.1", ({ rule }) => rule === "7.1");
      return {
        ceilingBp: lookUp(present(pack.tables["team"], "team table"), given.persons, given.nights),
        base: night?.grossMinor,
        roomNight: { discount: night?.discountMinor, net: night?.netMinor },
        total: priced.total.payableMinor,
        refusals: code === null ? [] : [{ rule: "7.1", code }],
      };
    },
  }),
];

const ruleOf = (id: string) => id.split("/")[0] ?? id;

function totalOf({ total }: PricedBasket) {
  return { gross: total.grossMinor, discount: total.discountMinor, payable: total.payableMinor };
}

/** Code of a rule's refusal, or null when some variant of it holds. */
function refusedWith(priced: PricedBasket, rule: string, about: (decision: Decision) => boolean): string | null {
  const mine = priced.decisions.filter((decision) => ruleOf(decision.rule) === rule && about(decision));
  const onLine = mine.filter(({ line }) => line !== null);
  const asked = onLine.length > 0 ? onLine : mine;
  if (asked.some(({ outcome }) => outcome !== "refused")) return null;
  return asked.find(({ outcome }) => outcome === "refused")?.code ?? null;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function stayInput(given: z.infer<typeof Stay>): PricingInput {
  const { relocation, checkIn } = given;
  return {
    at: `${checkIn}T14:00:00`,
    card: null,
    lines: given.nightPrices.map((unitPriceMinor, at) => {
      const weekday = weekdays[weekdayOf(addDays(checkIn, at)) - 1] ?? "";
      const facts = { "line.product": "night", "line.night": at + 1, "line.weekday": weekday };
      return { id: String(at + 1), category: "night", flags: [], unitPriceMinor, qtyMilli: 1000, facts };
    }),
    facts: {
      "stay.hotel": given.hotel,
      "stay.channel": given.channel,
      "stay.genius": given.genius,
      "stay.contract": given.contract,
      "stay.nights": given.nightPrices.length,
      "stay.visit": given.priorStays.filter(({ status }) => status === "completed").length + 1,
      "stay.decision": relocation?.directorDecision ?? false,
      "stay.freeRooms": relocation?.freeRooms ?? false,
      "stay.originPrice": relocation?.originNightPrice ?? null,
    },
    ...(given.choice === undefined ? {} : { choice: given.choice }),
  };
}

/** One line for every night of every room. */
export function teamInput({ roomNightPrice, persons, nights, rooms, orderRateBp }: z.infer<typeof Team>): PricingInput {
  const facts = { "line.product": "room-night" };
  const line = { category: "night", flags: [], unitPriceMinor: roomNightPrice, qtyMilli: 1000, facts };
  const span = { kind: "7.1", from: "2022-06-06", to: "2022-06-06" };
  return {
    at: "2022-06-06T12:00:00",
    card: null,
    lines: Array.from({ length: rooms * nights }, (_, at) => ({ ...line, id: String(at + 1) })),
    facts: { "team.persons": persons, "stay.nights": nights },
    orders: orderRateBp === null ? [] : [{ ...span, rateBp: orderRateBp }],
  };
}
