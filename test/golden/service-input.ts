import * as z from "zod";
import type { Scenario } from "../../core/service/index.ts";
import { feeFacts } from "./membership-facts.ts";
import { Day } from "./programme-step.ts";

const need = z.enum([
  "low_digital_literacy",
  "no_internet",
  "limited_russian",
  "limited_mobility",
  "low_vision",
  "hearing_loss",
  "chronic_illness",
]);
export const Needs = z.array(need);
const Modes = z.record(z.string(), z.array(z.union([need, z.literal("*")])));

const tests = { ">": "above", ">=": "atLeast", "<": "below", "<=": "atMost", "=": "is" } as const;

/** A scenario in the words of the pack. */
const Hint = z
  .strictObject({
    id: z.string(),
    when: z.array(
      z.strictObject({
        fact: z.string(),
        op: z.enum([">", ">=", "<", "<=", "="]),
        value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
      }),
    ),
    needs_consent: z.boolean(),
    priority: z.number(),
  })
  .transform(({ when, needs_consent: needsConsent, ...scenario }): Scenario => ({
    ...scenario,
    needsConsent,
    when: when.map(({ fact, op, value }) => ({ fact, [tests[op]]: value })),
  }));

const Interaction = z.strictObject({
  on: Day,
  mode: z.string(),
  rating: z.number().nullable().default(null),
  refusal: z.strictObject({ clause: z.string().nullable() }).nullable().default(null),
  unmet_need: z.boolean().default(false),
});
const Handled = z.strictObject({ received: Day, answered: Day.nullable().default(null) });

export const ServiceGiven = z.strictObject({
  scenarios: z.array(Hint).optional(),
  required: z.record(z.string(), z.array(z.string())).optional(),
  modes: Modes.optional(),
  log: z
    .strictObject({ interactions: z.array(Interaction).default([]), complaints: z.array(Handled).default([]) })
    .default({ interactions: [], complaints: [] }),
});

export const QuotaQuestion = z.strictObject({
  status: z.string().nullable(),
  entitlement: z.string(),
  used: z.int().min(0).default(0),
  units: z.number().default(1),
  role: z.enum(["voting", "delegate"]).nullable().default(null),
});
export const FeeQuestion = z.strictObject({ ...feeFacts, on: Day });

/** Who asks, where and how: no answer depends on it. */
const Context = z
  .strictObject({
    operator: z.string().optional(),
    terminal: z.string().optional(),
    channel: z.string().optional(),
    client: z.record(z.string(), z.unknown()).optional(),
  })
  .optional();

export const Decide = z.discriminatedUnion("question", [
  z.strictObject({
    programme: z.literal("ruslom"),
    question: z.literal("entitlement"),
    facts: QuotaQuestion,
    context: Context,
  }),
  z.strictObject({
    programme: z.literal("ad-council"),
    question: z.literal("fee"),
    facts: FeeQuestion,
    context: Context,
  }),
]);

const represents = ["legal_entity", "sole_trader", "state_customer", "municipal_customer", "self"] as const;
export const Person = z.strictObject({
  represents: z.enum(represents),
  membership: z.enum(["member", "candidate"]).optional(),
  employed_by: z.enum(["member", "association"]).optional(),
  uses_results_of_members_work: z.boolean().optional(),
});

export const Visitors = z.enum([
  "member",
  "candidate",
  "consumer",
  "business",
  "member_employee",
  "association_worker",
  "public_customer",
]);
export const Purpose = z.enum(["processing", "hints", "distribution"]);
