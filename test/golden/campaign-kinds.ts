import * as z from "zod";
import { present, type Result } from "../../core/kernel/index.ts";
import { checkCampaign, evaluate, floorPrice, placeAtFixedRate } from "../../core/organiser/index.ts";
import { kind } from "./kind.ts";

const Minor = z.int();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const Count = z.int().optional();
const Refusals = z.array(z.strictObject({ rule: z.string(), code: z.string() })).optional();

/** Fixed rates, floors, campaigns and their reports. */
export const campaignKinds = [
  kind({
    name: "fixed-rate-stay",
    given: z.strictObject({
      hotel: z.enum(["victoria", "sportivnaya"]),
      roomStock: z.int(),
      personsPerRoom: z.array(z.int()),
      nights: z.int(),
      roomsAlreadyAtRate: z.array(z.int()),
      client: z.strictObject({ kind: z.string(), region: z.string().optional(), agreement: Day.optional() }),
      purpose: z.string(),
    }),
    expect: z.strictObject({
      roomLimit: Count,
      roomsAccepted: Count,
      roomsRefused: Count,
      total: Count,
      refusals: Refusals,
    }),
    run({ pack }, { hotel, client, purpose, roomsAlreadyAtRate, ...given }) {
      const facts = {
        "stay.hotel": hotel,
        "stay.purpose": purpose,
        "org.kind": client.kind,
        "org.region": client.region ?? null,
        "org.agreement": client.agreement ?? null,
      };
      const placed = present(placeAtFixedRate(pack, { ...given, taken: roomsAlreadyAtRate, facts }), "fixed rate");
      const { rule, roomLimit, accepted, refused, totalMinor, refusals } = placed;
      return {
        roomLimit,
        roomsAccepted: accepted,
        roomsRefused: refused,
        total: totalMinor,
        refusals: refusals.map(({ code }) => ({ rule, code })),
      };
    },
  }),
  kind({
    name: "catering",
    given: z.strictObject({ cost: Minor, price: Minor }),
    expect: z.strictObject({ ok: z.boolean().optional(), minPrice: Count, refusals: Refusals }),
    run({ pack }, { cost, price }) {
      const floor = floorPrice(present(pack.floors?.["7.2"], "floor"), cost);
      const low = price < floor.leastMinor;
      const refusals = low ? [{ rule: "7.2", code: floor.ground.code }] : [];
      return { ok: !low, minPrice: floor.leastMinor, refusals };
    },
  }),
  kind({
    name: "campaign-check",
    given: z.strictObject({
      rule: z.string(),
      from: Day,
      to: Day,
      submittedOn: Day,
      signOffs: z.record(z.string(), Day.nullable()),
      director: z.strictObject({ on: Day, by: z.enum(["director", "acting-deputy", "deputy"]) }).nullish(),
      published: z.array(z.string()),
      responsibleOrder: z.boolean(),
      earlierCampaigns: z.array(Day),
      rateBp: z.int().optional(),
      sessions: z.int().optional(),
      scale: z.array(z.strictObject({ fromSpend: Minor, rateBp: z.int() })).optional(),
      evidenceWorkingDays: z.int().nullish(),
    }),
    expect: z.strictObject({
      ok: z.boolean().optional(),
      errors: z.array(z.string()).optional(),
      latestSubmission: Day.optional(),
      reportDue: Day.optional(),
    }),
    run({ pack, calendar }, given) {
      const { rule, from, to, submittedOn, signOffs, director, published, rateBp, sessions, scale = [] } = given;
      const signed = Object.entries(signOffs).flatMap(([who, on]) => (on === null ? [] : [[who, on] as const]));
      const campaign = {
        rule,
        from,
        to,
        submittedOn,
        signOffs: Object.fromEntries(signed),
        decision: director ?? null,
        published,
        responsible: given.responsibleOrder,
        earlier: given.earlierCampaigns,
        values: [rateBp, sessions, ...scale.map((step) => step.rateBp)].filter((value) => value !== undefined),
        reportWorkingDays: given.evidenceWorkingDays ?? null,
      };
      const { errors, latest, reportDue } = present(valueOf(checkCampaign(pack, campaign, calendar)), "campaign rules");
      const codes = errors.map(({ code }) => code);
      return { ok: codes.length === 0, errors: codes, latestSubmission: latest, reportDue };
    },
  }),
  kind({
    name: "effect-report",
    given: z.strictObject({
      avgDailyBefore: Minor.optional(),
      growthBp: z.int().optional(),
      days: z.int().optional(),
      profit: Minor.optional(),
      cost: Minor.optional(),
      sum: Minor.optional(),
      checks: z.int().optional(),
    }),
    expect: z.strictObject({
      extraTurnover: Minor.nullish(),
      profitabilityBp: z.int().nullish(),
      averageCheck: Minor.nullish(),
    }),
    run({ pack }, given) {
      const figures = Object.fromEntries(
        Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      );
      const figure = (name: string) => evaluate(present(pack.reports?.[name], `report ${name}`), figures);
      return {
        extraTurnover: figure("extra-turnover"),
        profitabilityBp: figure("profitability"),
        averageCheck: figure("average-check"),
      };
    },
  }),
];

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
