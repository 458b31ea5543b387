import * as z from "zod";
import { localDateTime } from "../../core/kernel/index.ts";
import {
  answerParts,
  explain,
  extend,
  formAsks,
  hintsFor,
  indicatorsOf,
  judgeConsent,
  judgeFeedback,
  judgeNeed,
  mayUse,
  modeOf,
  protectedAmong,
  register,
  reply,
  requestOn,
  segmentOf,
  termDue,
  unitsMissing,
  withdrawalOf,
  type Scenario,
} from "../../core/service/index.ts";
import { factsOf } from "./membership-facts.ts";
import { Day, Moment, step, type Step } from "./programme-step.ts";
import { Decide, Needs, Person, Purpose, Visitors } from "./service-input.ts";
import { comparable, decideEntitlement, decideFee, explained, valueOf, type ServiceWorld } from "./service-world.ts";

const Facts = z.record(z.string(), z.unknown());

const answerSteps = {
  decide: step({
    input: Decide,
    answers: ["decision", "amount", "reason", "clause", "same_as"],
    run(_world: ServiceWorld, asked) {
      const found = asked.question === "fee" ? decideFee(asked.facts) : decideEntitlement(asked.facts);
      const { granted, amount, reason, clause } = found;
      return { decision: granted ? "granted" : "refused", amount, reason, clause, same_as: undefined };
    },
  }),
  explain: step({
    input: z.strictObject({
      programme: z.enum(["ruslom", "ad-council", "client-centric"]),
      outcome: z.enum(["refused", "granted"]),
      reason: z.string().nullable(),
      clause: z.string(),
      facts: Facts.default({}),
      language: z.enum(["ru", "ru-plain", "be", "en"]),
    }),
    answers: ["parts", "clause", "language", "codes_unchanged"],
    run({ pack: standard }: ServiceWorld, { programme, language: wanted, facts, ...decision }) {
      const { pack, titles } = explained(programme, standard);
      const answered = { ...decision, facts: comparable(facts), titles };
      const all = standard.explain.languages.map((one) => valueOf(explain(standard, { pack, answered }, one)));
      const { parts, clause, language } = valueOf(explain(standard, { pack, answered }, wanted));
      const isSame = all.every((one) => one.reason === decision.reason && one.clause === decision.clause);
      return { parts: answerParts.filter((part) => parts[part]), clause, language, codes_unchanged: isSame };
    },
  }),
  check_pack: step({
    input: z.strictObject({ rule: z.strictObject({ id: z.string(), facts: z.array(z.string()) }) }),
    answers: ["accepted", "reason"],
    run({ pack }: ServiceWorld, { rule }) {
      const isProtected = protectedAmong(pack, rule.facts).length > 0;
      return { accepted: !isProtected, reason: isProtected ? "protected_fact" : null };
    },
  }),
};

const clientSteps = {
  hints: step({
    input: z.strictObject({
      on: Day,
      consent: z.enum(["yes", "no", "silent"]),
      client: z.enum(["member", "candidate"]),
      facts: Facts,
    }),
    answers: ["shown", "withheld"],
    run({ pack, given }: ServiceWorld, { consent, facts }) {
      const scenarios: readonly Scenario[] = given.scenarios ?? pack.scenarios;
      return hintsFor(pack, comparable(facts), { consent: consent === "yes", scenarios });
    },
  }),
  form: step({
    input: z.strictObject({ scenario: z.string(), facts: Facts }),
    answers: ["ask", "ready"],
    run({ pack, given }: ServiceWorld, { scenario, facts }) {
      const required = given.required ? given.required[scenario] : pack.forms[scenario]?.facts;
      if (!required) throw new Error(`no form ${scenario}`);
      const ask = formAsks(required, facts);
      return { ask, ready: ask.length === 0 };
    },
  }),
  classify: step({
    input: z.strictObject({ person: Person }),
    answers: ["segment", "candidate", "client"],
    run: ({ pack }: ServiceWorld, { person }) => ({ ...segmentOf(pack, factsOf(person)), client: true }),
  }),
  access: step({
    input: z.strictObject({ needs: Needs, choice: z.string().nullable().default(null) }),
    answers: ["offered", "mode", "refused"],
    run: ({ pack, given }: ServiceWorld, wish) => ({
      ...modeOf(given.modes ?? pack.access.modes, wish),
      refused: false,
    }),
  }),
};

const complaintSteps = {
  complaint: step({
    input: z.strictObject({
      at: Moment,
      terminal: z.string(),
      connected: z.boolean(),
      synced_at: Moment.optional(),
      about: z.enum(["action", "inaction", "refusal", "member"]),
      by: Visitors,
    }),
    answers: ["accepted", "received", "due", "work_by", "number_given"],
    run(world: ServiceWorld, { at, terminal: desk }) {
      const on = localDateTime(at, world.pack.pack.timeZone).slice(0, 10);
      world.complaints += 1;
      const complaint = valueOf(register(world.pack, { desk, nth: world.complaints, on }, world.calendar));
      world.complaint = complaint;
      const { receivedOn: received, due, workBy: work_by, number } = complaint;
      return { accepted: true, received, due, work_by, number_given: number !== "" };
    },
  }),
  extend: step({
    input: z.strictObject({ told_client_on: Day }),
    answers: ["accepted", "reason", "due"],
    run(world: ServiceWorld, { told_client_on: toldOn }) {
      const { complaint, reason } = extend(world.pack, world.latest(), toldOn);
      world.complaint = complaint;
      return { accepted: reason === null, reason, due: complaint.due };
    },
  }),
  answer: step({
    input: z.strictObject({
      on: Day,
      reasoned: z.boolean(),
      clause: z.string().nullable().default(null),
      plain: z.boolean(),
    }),
    answers: ["accepted", "reason", "on_time", "days_late"],
    run(world: ServiceWorld, given) {
      const { complaint, reason, daysLate } = reply(world.pack, world.latest(), given);
      world.complaint = complaint;
      return { accepted: reason === null, reason, on_time: daysLate === 0, days_late: daysLate };
    },
  }),
  status_of_request: step({
    input: z.strictObject({ on: Day }),
    answers: ["state", "due", "overdue"],
    run: (world: ServiceWorld, { on }) => requestOn(world.latest(), on),
  }),
};

const consentSteps = {
  consent: step({
    input: z.strictObject({
      purpose: Purpose,
      given: z.enum(["yes", "no", "silent", "preticked"]),
      form: z.enum(["separate", "inside_other_document"]),
      on: Day,
      with: z.array(Purpose).default([]),
    }),
    answers: ["valid", "reason"],
    run(world: ServiceWorld, { with: together, ...consent }) {
      const answer = judgeConsent(world.pack, { ...consent, together });
      const { purpose, on } = consent;
      if (answer.valid) world.consents = [...world.consents, { kind: "given", purpose, on }];
      return answer;
    },
  }),
  may: step({
    input: z.strictObject({ purpose: Purpose, on: Day }),
    answers: ["allowed"],
    run: ({ consents }: ServiceWorld, { purpose, on }) => ({ allowed: mayUse(consents, purpose, on) }),
  }),
  withdraw: step({
    input: z.strictObject({ purpose: Purpose, on: Day }),
    answers: ["stops_on", "destroy_by", "stop_distribution_by"],
    run(world: ServiceWorld, withdrawal) {
      world.consents = [...world.consents, { kind: "withdrawn", ...withdrawal }];
      const { stopsOn, destroyBy, stopDistributionBy } = valueOf(withdrawalOf(world.pack, withdrawal, world.calendar));
      return { stops_on: stopsOn, destroy_by: destroyBy, stop_distribution_by: stopDistributionBy };
    },
  }),
  data_request: step({
    input: z.strictObject({ on: Day }),
    answers: ["due"],
    run: ({ pack, calendar }: ServiceWorld, { on: from }) => ({
      due: valueOf(termDue(pack, { term: pack.consents.access, from }, calendar)),
    }),
  }),
};

const qualitySteps = {
  feedback: step({
    input: z.strictObject({
      interaction: z.string(),
      rating: z.number().nullable().default(null),
      declined: z.boolean().default(false),
    }),
    answers: ["recorded", "reason", "service_completed"],
    run: ({ pack }: ServiceWorld, given) => ({ ...judgeFeedback(pack, given), service_completed: true }),
  }),
  record_need: step({
    input: z.strictObject({ need: z.string(), satisfied: z.boolean(), why: z.string().nullish() }),
    answers: ["recorded", "reason", "for_redesign"],
    run(_world: ServiceWorld, { satisfied, why }) {
      const { forRedesign, ...answer } = judgeNeed({ satisfied, why: why ?? "" });
      return { ...answer, for_redesign: forRedesign };
    },
  }),
  indicators: step({
    input: z.strictObject({ from: Day, to: Day, as_of: Day }),
    answers: [
      "interactions",
      "ratings",
      "satisfaction_avg",
      "complaints",
      "answered",
      "answered_on_time",
      "on_time_percent",
      "overdue_open",
      "refusals",
      "refusals_with_clause",
      "unmet_needs",
      "assisted",
    ],
    run({ pack, calendar, given: { log } }: ServiceWorld, { as_of: asOf, ...span }) {
      const interactions = log.interactions.map(({ unmet_need: unmetNeed, ...one }) => ({ ...one, unmetNeed }));
      const found = valueOf(indicatorsOf({ pack, calendar }, { ...log, interactions }, { ...span, asOf }));
      const { satisfactionHundredths: average, onTimePermille: onTime } = found;
      return {
        ...found,
        satisfaction_avg: average === null ? null : average / 100,
        answered_on_time: found.answeredOnTime,
        on_time_percent: onTime === null ? null : onTime / 10,
        overdue_open: found.overdueOpen,
        refusals_with_clause: found.refusalsWithClause,
        unmet_needs: found.unmetNeeds,
      };
    },
  }),
  annual_report: step({
    input: z.strictObject({
      year: z.int(),
      units: z.array(z.string()),
      submitted: z.record(z.string(), z.strictObject({ signed_by: z.string().nullable().default(null) })),
    }),
    answers: ["complete", "missing"],
    run(_world: ServiceWorld, { units, submitted }) {
      const signed = Object.entries(submitted).map(([unit, { signed_by: by }]) => [unit, by ?? ""]);
      const missing = unitsMissing(units, Object.fromEntries(signed));
      return { complete: missing.length === 0, missing };
    },
  }),
  standard_dates: step({
    input: z.strictObject({ approved: Day }),
    answers: ["publish_by", "in_force_on"],
    run({ pack, calendar }: ServiceWorld, { approved: from }) {
      const due = (term: string) => valueOf(termDue(pack, { term, from }, calendar));
      return { publish_by: due(pack.standard.publish), in_force_on: due(pack.standard.inForce) };
    },
  }),
};

export const serviceSteps: Readonly<Record<string, Step<ServiceWorld>>> = {
  ...answerSteps,
  ...clientSteps,
  ...complaintSteps,
  ...consentSteps,
  ...qualitySteps,
};
