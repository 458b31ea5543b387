import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { AdmissionView, CallInput } from "../../../core/contract/index.ts";
import { openAssociations } from "./member-desk.ts";
import type { TestTill } from "./test-till.ts";

const programme = "ad-council";
const Text = z.string();
const Facts = z.record(z.string(), z.union([z.string(), z.boolean(), z.int(), z.array(z.string())]));
const Step = z.looseObject({ do: z.string(), expect: z.record(z.string(), z.unknown()) });
type Step = z.infer<typeof Step>;
const Case = z.looseObject({
  id: z.string(),
  title: z.string(),
  settings: z.unknown().optional(),
  given: z.looseObject({ applicant: Facts.optional() }).optional(),
  steps: z.array(Step),
});
type Case = z.infer<typeof Case>;
type Event = NonNullable<CallInput<"planAdmission">["events"]>[number];
type Answer = Readonly<Record<string, unknown>>;

const file = new URL("../../golden/cases/ad-council.json", import.meta.url);
const { cases } = z.object({ cases: z.array(Case) }).parse(JSON.parse(readFileSync(file, "utf8")));

/** Told for people who plan; the tariff does not look at it. */
const untold = new Set(["do", "expect", "on", "listed_members", "effective", "until"]);
const factsIn = (step: Step) =>
  Facts.parse(Object.fromEntries(Object.entries(step).filter(([name]) => !untold.has(name))));

const events: Readonly<Record<string, (step: Step) => unknown>> = {
  receive_documents: ({ on, complete }) => ({ kind: "documents-received", on, complete }),
  decide: ({ on, body, result, grounds = [] }) => ({ kind: "decided", on, body, result, grounds }),
  notify: ({ on }) => ({ kind: "notice-sent", on }),
  notice_received: ({ on }) => ({ kind: "notice-received", on }),
  pay: ({ on, kind: part, amount: amountMinor, method, credited_on: creditedOn = null }) => {
    return { kind: "paid", on, part, amountMinor, method, creditedOn };
  },
  register_entry: ({ on }) => ({ kind: "registered", on }),
};

const quotes = new Set(["fee", "entry_total", "fee_schedule", "eligibility"]);
const expressible = cases.filter(
  ({ settings, steps }) =>
    settings === undefined && steps.every((step) => quotes.has(step.do) || step.do === "state" || step.do in events),
);

let till: TestTill;
beforeAll(async () => {
  till = await openAssociations({ at: "2026-02-02T10:00:00+03:00" });
});
afterAll(() => till.remove());

/** What the calls answer to a step, under the names of the cases. */
async function answerTo(step: Step, before: readonly Event[], applicant: z.infer<typeof Facts>): Promise<Answer> {
  if (quotes.has(step.do)) return quote(step);
  const on = Text.parse(step["on"]);
  const plan = await till.call("planAdmission", { programme, facts: applicant, events: [...before], on });
  return planned(plan, step);
}

async function quote(step: Step): Promise<Answer> {
  const on = Text.parse(step["on"] ?? step["effective"] ?? "2019-01-10");
  const fee = await till.call("quoteFee", { programme, facts: factsIn(step), on });
  const due = (part: string) => fee.dues.find((each) => each.part === part)?.amountMinor;
  const schedule = fee.years.map(({ year, amountMinor }, at) => ({ year, amount: amountMinor, entry: at === 0 }));
  return {
    amount: fee.amountMinor,
    clause: fee.clause,
    reason: fee.problem?.reason ?? null,
    hint: fee.hint?.paper ?? null,
    comp_fund: due("comp_fund"),
    entry_fee: due("entry_fee"),
    total: fee.totalMinor,
    schedule,
    eligible: fee.ineligible.length === 0,
    reasons: fee.ineligible.map(({ reason }) => reason),
  };
}

function planned(plan: AdmissionView, step: Step): Answer {
  const row = (term: string) => plan.timeline.find((each) => each.term === term && each.state !== "waiting");
  const refused = plan.refused.at(-1)?.reason ?? null;
  const notice = row("decision_notice");
  return {
    accepted: refused === null,
    reason: refused,
    check_due: row("admission_check")?.date ?? null,
    notice_due: notice?.date ?? null,
    late_days: row("admission_check")?.daysLate ?? 0,
    on_time: notice?.daysLate === 0,
    days_late: notice?.daysLate,
    payment_due: row("entry_payment")?.date ?? null,
    state: plan.state,
    effective: plan.effective,
    due: row("entry_payment")?.date ?? null,
    outstanding: plan.outstandingMinor,
    excess: plan.excessMinor,
    refund_due: plan.refundMinor,
    card_allowed: plan.cardAllowed,
    rights_from: plan.state === "member" ? step["on"] : null,
  };
}

/** Said by the form itself while questions are open: which they are. */
function comparable(step: Step): Answer {
  const said = Object.entries(step.expect).filter(([field]) => {
    if (field === "appeal_to" || field === "awaits") return false;
    return !(step.do === "fee" && field === "reason" && String(step.expect["reason"]).endsWith("_required"));
  });
  if (step.do !== "fee_schedule") return Object.fromEntries(said);
  // The desk tells this year's fee and the next one's.
  const years = z.array(z.unknown()).parse(step.expect["schedule"]).slice(0, 2);
  return { schedule: expect.arrayContaining(years) };
}

describe("the golden cases of fees and admission through the calls of the desk", () => {
  it("are most of those that speak of them", () => {
    expect(expressible.length).toBeGreaterThanOrEqual(40);
  });

  it.each(expressible.map((each) => [each.id, each.title, each] as const))("%s %s", async (_id, _title, one: Case) => {
    const taken: Event[] = [];
    for (const [index, step] of one.steps.entries()) {
      const event = events[step.do]?.(step) as Event | undefined;
      if (event) taken.push(event);
      const answer = await answerTo(step, taken, one.given?.applicant ?? {});
      expect(answer, `${one.id} step ${index} ${step.do}`).toMatchObject(comparable(step));
      if (answer["accepted"] === false) taken.pop();
    }
  });
});
