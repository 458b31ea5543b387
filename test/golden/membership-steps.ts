import * as z from "zod";
import type { Result } from "../../core/kernel/index.ts";
import {
  applyToLeave,
  calendarOf,
  changeOf,
  checkPapers,
  countVote,
  entryDues,
  exclusionGrounds,
  feeFor,
  feeSchedule,
  fileLacks,
  ineligibility,
  mayDeleteFile,
  publicationOf,
  refusalGrounds,
  terminate,
  totalOf,
  type MembershipPack,
} from "../../core/membership/index.ts";
import { daysLate, dueAfter, type Calendar, type CalendarRefusal } from "../../core/programme/index.ts";
import { admissionSteps, Candidature } from "./admission-steps.ts";
import {
  AdmissionPapers,
  applicantType,
  employedBy,
  ExitPapers,
  factsOf,
  feeFacts,
  memberFacts,
  papersOf,
  scopeFacts,
  type MembershipGiven,
} from "./membership-facts.ts";
import { Day, Minor, step, type Step } from "./programme-step.ts";

export class MembershipWorld extends Candidature {
  member: Readonly<Record<string, string | undefined>>;

  constructor(pack: MembershipPack, calendar: Calendar, given: z.infer<typeof MembershipGiven>) {
    super({ pack, calendar, candidate: factsOf(given.applicant) });
    this.member = given.member;
  }

  due(term: string, from: string): Result<string, CalendarRefusal> {
    const { pack, calendar } = this.admission;
    const found = pack.terms[term];
    if (!found) throw new Error(`no term ${term}`);
    return dueAfter(found, from, calendarOf(pack, calendar));
  }
}

const Term = z.enum(["admission_check", "decision_notice", "entry_payment"]);
const Breach = z.strictObject({
  kind: z.enum([
    "decision_not_executed",
    "ad_law_violation",
    "ad_law_gross_violation",
    "membership_fee_late",
    "target_contribution_unpaid",
    "target_instalment_late",
  ]),
  on: Day,
});
const States = z.enum(["checking", "decided", "awaiting_payment", "member", "lapsed", "refused"]);
const People = z.enum(["member", "former_member", "refused_candidate", "lapsed_candidate"]);
const FileParts = z.enum([
  "admission_documents",
  "register_changes",
  "exit_application",
  "control_results",
  "disciplinary_measures",
  "other",
]);
const Grounds = z.enum(["liquidation", "activity_ceased", "death_of_sole_trader", "other_ad_sro", "exclusion"]);

const feeSteps = {
  fee: step({
    input: z.strictObject({ ...feeFacts, on: Day }),
    answers: ["amount", "clause", "reason", "hint"],
    run({ admission }: MembershipWorld, given) {
      const { amountMinor: amount, ...fee } = feeFor(admission.pack, factsOf(given));
      return { amount, ...fee };
    },
  }),
  entry_total: step({
    input: z.strictObject({ ...memberFacts, ...scopeFacts, on: Day }),
    answers: ["comp_fund", "entry_fee", "total"],
    run({ admission }: MembershipWorld, given) {
      const dues = entryDues(admission.pack, factsOf(given));
      return { comp_fund: dues.comp_fund, entry_fee: dues.entry_fee, total: totalOf(dues) };
    },
  }),
  fee_schedule: step({
    input: z.strictObject({ ...memberFacts, ...scopeFacts, effective: Day, until: Day }),
    answers: ["schedule"],
    run({ admission }: MembershipWorld, { effective, until, ...given }) {
      const years = feeSchedule(admission.pack, factsOf(given), { effective, until });
      return { schedule: years.map(({ amountMinor: amount, ...year }) => ({ ...year, amount })) };
    },
  }),
};

const candidateSteps = {
  eligibility: step({
    input: z.strictObject({
      applicant_type: applicantType,
      category: memberFacts.category,
      invited: z.boolean().optional(),
      employed_by: employedBy,
    }),
    answers: ["eligible", "reasons"],
    run({ admission }: MembershipWorld, given) {
      const reasons = ineligibility(admission.pack, factsOf(given));
      return { eligible: reasons.length === 0, reasons };
    },
  }),
  refusal_grounds: step({
    input: z.strictObject({
      meets_requirements: z.boolean(),
      documents_complete: z.boolean(),
      member_of_other_ad_sro: z.boolean(),
      bankruptcy: z.boolean(),
      in_bad_faith_register: z.boolean(),
    }),
    answers: ["grounds"],
    run: ({ admission }: MembershipWorld, given) => ({ grounds: refusalGrounds(admission.pack, given) }),
  }),
  documents: step({
    input: z.strictObject({
      applicant_type: applicantType,
      category: memberFacts.category,
      all_members_join: z.boolean().optional(),
      member_organisations: z.int().min(0).optional(),
      submitted: AdmissionPapers,
      application_fields: z.array(z.enum(["activity", "category", "status"])).default([]),
    }),
    answers: ["complete", "missing", "not_certified"],
    run({ admission }: MembershipWorld, { submitted, application_fields: names, ...given }) {
      const list = admission.pack.papers.admission;
      const { notCertified, ...check } = checkPapers(list, factsOf(given), papersOf(submitted, names));
      return { ...check, not_certified: notCertified };
    },
  }),
  deadline: step({
    input: z.strictObject({ term: Term, from: Day }),
    answers: ["due"],
    run(world: MembershipWorld, { term, from }) {
      const due = world.due(term, from);
      return { due: due.ok ? due.value : null };
    },
  }),
  check_deadline: step({
    input: z.strictObject({ term: Term, from: Day, done: Day }),
    answers: ["due", "on_time", "days_late"],
    run(world: MembershipWorld, { term, from, done }) {
      const due = world.due(term, from);
      if (!due.ok) return { due: null, on_time: null, days_late: null };
      const late = daysLate(due.value, done);
      return { due: due.value, on_time: late === 0, days_late: late };
    },
  }),
  vote: step({
    input: z.strictObject({ members: z.int().min(0), voted: z.int().min(0), in_favour: z.int().min(0) }),
    answers: ["held", "passed"],
    run: ({ admission }: MembershipWorld, { in_favour: inFavour, ...vote }) =>
      countVote(admission.pack, { ...vote, inFavour }),
  }),
};

const memberSteps = {
  exit_application: step({
    input: z.strictObject({
      on: Day,
      form: z.enum(["paper", "electronic"]),
      applicant_type: applicantType,
      signed_by: z.enum(["self", "representative"]),
      charter_requires_decision: z.boolean().optional(),
      documents: ExitPapers,
      arrears: Minor.default(0),
    }),
    answers: ["received", "membership_ends", "missing", "reason", "debt_remains"],
    run({ admission }: MembershipWorld, { on, form, documents, arrears, ...given }) {
      const papers = papersOf(documents);
      const { endsOn, ...answer } = applyToLeave(admission.pack, factsOf(given), { on, form, papers });
      return { ...answer, membership_ends: endsOn, debt_remains: arrears };
    },
  }),
  exclusion_grounds: step({
    input: z.strictObject({ on: Day, events: z.array(Breach) }),
    answers: ["grounds", "automatic"],
    run: ({ admission: { pack } }: MembershipWorld, { on, events }) => ({
      grounds: exclusionGrounds(pack, events, on),
      automatic: pack.exclusion.automatic,
    }),
  }),
  termination: step({
    input: z.strictObject({ ground: Grounds, on: Day, decision_no: z.string().nullable().default(null) }),
    answers: ["ended", "ends_on", "clause", "needs_decision"],
    run({ admission }: MembershipWorld, { decision_no: decisionNo, ...given }) {
      const found = terminate(admission.pack, { ...given, decisionNo });
      if (!found) throw new Error(`no ground ${given.ground}`);
      const { endsOn, needsDecision, ...answer } = found;
      return { ...answer, ends_on: endsOn, needs_decision: needsDecision };
    },
  }),
  publication: step({
    input: z.strictObject({ state: States, name: z.string(), ...memberFacts }),
    answers: ["in_register", "register_fields", "card_fields"],
    run({ admission }: MembershipWorld, { state }) {
      const { inRegister, registerFields, cardFields } = publicationOf(admission.pack, state);
      return { in_register: inRegister, register_fields: registerFields, card_fields: cardFields };
    },
  }),
  change: step({
    input: z.strictObject({ on: Day, ...memberFacts }),
    answers: ["register_updated", "card_reissued"],
    run(world: MembershipWorld, { on: _on, ...stated }) {
      const after = { ...world.member, ...stated };
      const { registerUpdated, cardReissued } = changeOf(world.admission.pack, world.member, after);
      world.member = after;
      return { register_updated: registerUpdated, card_reissued: cardReissued };
    },
  }),
  delete_document: step({
    input: z.strictObject({ person: People, document: FileParts }),
    answers: ["allowed", "reason"],
    run: ({ admission }: MembershipWorld, { person }) => mayDeleteFile(admission.pack, person),
  }),
  store_file: step({
    input: z.strictObject({
      form: z.enum(["paper", "electronic"]),
      signature: z.enum(["none", "simple", "qualified"]).default("none"),
    }),
    answers: ["valid", "missing"],
    run({ admission }: MembershipWorld, { form, signature }) {
      const missing = fileLacks(admission.pack, form, signature);
      return { valid: missing?.length === 0, missing };
    },
  }),
};

export const membershipSteps: Readonly<Record<string, Step<MembershipWorld>>> = {
  ...feeSteps,
  ...candidateSteps,
  ...memberSteps,
  ...admissionSteps,
};
