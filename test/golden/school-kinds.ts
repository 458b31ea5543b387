import * as z from "zod";
import { priceBasket, type Decision, type PricedBasket } from "../../core/pricing/index.ts";
import { addDays } from "../../core/offer/index.ts";
import { lookUp, type Pack } from "../../core/programme/index.ts";
import { present } from "../../core/kernel/index.ts";
import { kind } from "./kind.ts";
import type { DeskGiven } from "../../core/commands/index.ts";
import { deskItem, formPricing, SaleGiven, saleFilled } from "./school-sale.ts";

const Minor = z.int();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Total = z
  .strictObject({ gross: Minor.optional(), discount: Minor.optional(), payable: Minor.optional() })
  .optional();
const Claimed = z.array(z.strictObject({ rule: z.string(), line: z.string().optional(), code: z.string() })).optional();
const Rules = z.array(z.string()).optional();

export const Stay = z.strictObject({
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
      const claims = given.claims ?? [];
      const isLine = (line: string) => given.lines.some(({ id }) => id === line);
      const strange = claims.find(({ line }) => !isLine(line));
      if (strange) throw new Error(`no line ${strange.line}`);
      const priced = priceBasket(pack, formPricing(pack, "services", saleFilled(given)));
      mustKnow(pack, priced, [...given.orders, ...claims]);
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
      const priced = priceBasket(pack, formPricing(pack, "stay", stayFilled(given)));
      const claims = (given.claims ?? []).map((rule) => ({ rule }));
      mustKnow(pack, priced, claims);
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
        refusals: claims.flatMap(({ rule }) => {
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
      const priced = priceBasket(pack, formPricing(pack, "team", teamFilled(given)));
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

/** Throws on a rule that neither the programme nor its orders have. */
function mustKnow({ offers, desk }: Pack, { decisions }: PricedBasket, named: readonly { readonly rule: string }[]) {
  const orders = (desk?.orders ?? []).map(({ kind: rule }) => rule);
  const known = new Set([...offers.map(({ id }) => ruleOf(id)), ...orders, ...decisions.map(({ rule }) => rule)]);
  const strange = named.find(({ rule }) => !known.has(rule));
  if (strange) throw new Error(`no rule ${strange.rule}`);
}

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

/** A stay as its form is filled in; prices that differ from night to night are prices of dates. */
export function stayFilled(given: z.infer<typeof Stay>): DeskGiven {
  const { relocation, checkIn, nightPrices } = given;
  const days = nightPrices.map((price, at) => [`price.${addDays(checkIn, at)}`, price] as const);
  return {
    at: `${checkIn}T14:00:00`,
    lines: [
      {
        id: "room",
        qty: 1,
        facts: {},
        item: deskItem("night", nightPrices[0] ?? 0, { "stay.hotel": given.hotel, ...Object.fromEntries(days) }),
      },
    ],
    facts: {
      "client.id": "guest",
      "stay.checkIn": checkIn,
      "stay.nights": nightPrices.length,
      "stay.channel": given.channel,
      "stay.genius": given.genius,
      "stay.contract": given.contract,
      "stay.visit": given.priorStays.filter(({ status }) => status === "completed").length + 1,
      "stay.decision": relocation?.directorDecision ?? false,
      "stay.freeRooms": relocation?.freeRooms ?? false,
      "stay.originPrice": relocation?.originNightPrice ?? null,
    },
    orders: [],
    choice: given.choice,
  };
}

/** Rooms of a team: the desk makes a line of every night of every room. */
export function teamFilled({ roomNightPrice, persons, nights, rooms, orderRateBp }: z.infer<typeof Team>): DeskGiven {
  const day = "2022-06-06";
  const order = { kind: "7.1", from: day, to: day };
  return {
    at: `${day}T12:00:00`,
    lines: [{ id: "rooms", qty: rooms, facts: {}, item: deskItem("room-night", roomNightPrice, {}) }],
    facts: { "client.id": "team", "team.persons": persons, "stay.checkIn": day, "stay.nights": nights },
    orders: orderRateBp === null ? [] : [{ ...order, rateBp: orderRateBp }],
  };
}
