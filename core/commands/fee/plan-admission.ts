import type { AdmissionEventInput, AdmissionView, AnswerView, Refusal } from "../../contract/index.ts";
import { ok, type LocalDate, type Result } from "../../kernel/index.ts";
import {
  decideOn,
  paymentRefusal,
  type Admission,
  type AdmissionEvent,
  type MembershipPack,
  type Papers,
} from "../../membership/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { viewAnswer } from "../views/answer-view.ts";
import { plain, viewAdmission } from "./admission-view.ts";
import { todayOf } from "./quote-fee.ts";
import { readFacts, type GivenFacts } from "./read-facts.ts";
import type { RecordedEvent } from "./timeline.ts";

export type Plan = {
  readonly programme: string;
  readonly facts: GivenFacts;
  readonly papers?: Papers | undefined;
  readonly events?: readonly AdmissionEventInput[] | undefined;
  readonly on?: LocalDate | undefined;
};

/** Where an application would stand after these events; nothing is recorded. */
export function planAdmission(ports: Ports, context: Context, input: Plan): Result<AdmissionView, Refusal> {
  const events = (input.events ?? []).map((event) => ({ event, ref: null }));
  return planned(ports, context, { ...input, events });
}

/** The same for recorded events. */
export function planned(
  ports: Ports,
  context: Context,
  input: Omit<Plan, "events"> & { readonly events: readonly RecordedEvent[] },
): Result<AdmissionView, Refusal> {
  const here = regulationAt(context, "membership", input.programme);
  if (!here.ok) return here;
  const { pack } = here.value;
  const on = input.on ?? todayOf(context, pack);
  const read = readFacts(context, pack, { given: input.facts, on });
  if (!read.ok) return read;
  const admission: Admission = { pack, calendar: ports.calendars.of(pack.pack.calendar), candidate: read.value.facts };
  const { taken, refused } = takeEvents(context, admission, input.events);
  const asked = { pack, on, ...read.value };
  return ok(viewAdmission(context, { asked, admission, papers: input.papers ?? {}, events: taken, refused }));
}

/** Day by day, each event as the rules take it after those before it. */
function takeEvents(context: Context, admission: Admission, events: readonly RecordedEvent[]) {
  const taken: RecordedEvent[] = [];
  const refused: AnswerView[] = [];
  for (const recorded of events.toSorted((a, b) => (a.event.on < b.event.on ? -1 : a.event.on > b.event.on ? 1 : 0))) {
    const fault = faultOf(context, admission, { event: recorded.event, before: plain(taken) });
    if (fault) refused.push(fault);
    else taken.push(recorded);
  }
  return { taken, refused };
}

type Coming = { readonly event: AdmissionEvent; readonly before: readonly AdmissionEvent[] };

/** Why the rules do not take an event after others; null when they do, or cannot say for want of a calendar. */
export function faultOf(context: Context, admission: Admission, { event, before }: Coming): AnswerView | null {
  const { pack } = admission;
  const say = (reason: string, clause: string) =>
    viewAnswer(context, pack, { outcome: "refused", reason, clause, facts: {} });
  if (event.kind === "decided") {
    const answer = decideOn(admission, before, event);
    return answer.ok && answer.value.reason !== null
      ? say(answer.value.reason, decisionClause(pack, answer.value.reason))
      : null;
  }
  if (event.kind !== "paid") return null;
  const answer = paymentRefusal(admission, before, event);
  return answer.ok && answer.value !== null ? say(answer.value, clauseOfTerm(pack, pack.admission.payment)) : null;
}

/** Of a decision that only one body may take its own clause, of all others that of the notice which they start. */
function decisionClause(pack: MembershipPack, reason: string): string {
  const { reserved, grounds, notice } = pack.admission;
  const own = reserved.find(({ code }) => code === reason)?.clause;
  if (own !== undefined) return own;
  return reason === "grounds_required" ? grounds.map(({ clause }) => clause).join(", ") : clauseOfTerm(pack, notice);
}

function clauseOfTerm({ terms }: MembershipPack, term: string): string {
  return terms[term]?.clause ?? "";
}
