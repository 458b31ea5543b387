import * as z from "zod";
import type { Result } from "../../core/kernel/index.ts";
import {
  applicationOn,
  candidacyOn,
  checkDue,
  decideOn,
  noticeTiming,
  paymentRefusal,
  type Admission,
  type AdmissionEvent,
} from "../../core/membership/index.ts";
import { Day, Minor, step } from "./programme-step.ts";

/** What one candidate's case has recorded so far. */
export class Candidature {
  readonly admission: Admission;
  #events: readonly AdmissionEvent[] = [];

  constructor(admission: Admission) {
    this.admission = admission;
  }

  get events(): readonly AdmissionEvent[] {
    return this.#events;
  }

  record(event: AdmissionEvent): void {
    this.#events = [...this.#events, event];
  }
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.refusal));
}

export const admissionSteps = {
  receive_documents: step({
    input: z.strictObject({ on: Day, complete: z.boolean() }),
    answers: ["check_due"],
    run(world: Candidature, event) {
      world.record({ kind: "documents-received", ...event });
      return { check_due: valueOf(checkDue(world.admission, world.events, event.on)) };
    },
  }),
  decide: step({
    input: z.strictObject({
      on: Day,
      body: z.string(),
      result: z.enum(["admit", "refuse"]),
      grounds: z.array(z.string()).default([]),
    }),
    answers: ["accepted", "reason", "notice_due", "late_days", "appeal_to", "awaits"],
    run(world: Candidature, given) {
      const decision = { kind: "decided", ...given } as const;
      const answer = valueOf(decideOn(world.admission, world.events, decision));
      if (answer.accepted) world.record(decision);
      return {
        accepted: answer.accepted,
        reason: answer.reason,
        notice_due: answer.noticeDue,
        late_days: answer.lateDays,
        appeal_to: answer.appealTo,
        awaits: answer.awaitsPayment ? world.admission.pack.admission.payment : null,
      };
    },
  }),
  notify: step({
    input: z.strictObject({ on: Day }),
    answers: ["on_time", "days_late"],
    run(world: Candidature, { on }) {
      const timing = valueOf(noticeTiming(world.admission, world.events, on));
      world.record({ kind: "notice-sent", on });
      return { on_time: timing && timing.daysLate === 0, days_late: timing && timing.daysLate };
    },
  }),
  notice_received: step({
    input: z.strictObject({ on: Day }),
    answers: ["payment_due"],
    run(world: Candidature, { on }) {
      world.record({ kind: "notice-received", on });
      return { payment_due: valueOf(applicationOn(world.admission, world.events, on))?.paymentDue ?? null };
    },
  }),
  pay: step({
    input: z.strictObject({
      on: Day,
      kind: z.enum(["comp_fund", "entry_fee"]),
      amount: Minor,
      method: z.enum(["cash", "card", "bank_transfer"]),
      credited_on: Day.nullable().default(null),
    }),
    answers: ["accepted", "reason"],
    run(world: Candidature, { on, kind: part, amount: amountMinor, method, credited_on: creditedOn }) {
      const payment = { kind: "paid", on, part, amountMinor, method, creditedOn } as const;
      const reason = valueOf(paymentRefusal(world.admission, world.events, payment));
      if (reason === null) world.record(payment);
      return { accepted: reason === null, reason };
    },
  }),
  state: step({
    input: z.strictObject({ on: Day }),
    answers: ["state", "effective", "due", "outstanding", "excess", "refund_due", "card_allowed"],
    run(world: Candidature, { on }) {
      const found = valueOf(candidacyOn(world.admission, world.events, on));
      return {
        state: found?.state,
        effective: found?.effective,
        due: found?.due,
        outstanding: found?.outstandingMinor,
        excess: found?.excessMinor,
        refund_due: found?.refundMinor,
        card_allowed: found?.cardAllowed,
      };
    },
  }),
  register_entry: step({
    input: z.strictObject({ on: Day }),
    answers: ["rights_from"],
    run(world: Candidature, { on }) {
      world.record({ kind: "registered", on });
      const found = valueOf(candidacyOn(world.admission, world.events, on));
      return { rights_from: found?.state === "member" ? on : null };
    },
  }),
};
