import type { AdmissionView, AnswerView } from "../../contract/index.ts";
import {
  checkPapers,
  dueOf,
  planOf,
  type Admission,
  type AdmissionEvent,
  type Candidacy,
  type Papers,
  unpaidOn,
  type Plan,
} from "../../membership/index.ts";
import { formatDate } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { titleIn, viewFee, type Asked } from "./fee-view.ts";
import { timelineOf, type RecordedEvent } from "./timeline.ts";

export type Planned = {
  readonly asked: Asked;
  readonly admission: Admission;
  readonly papers: Papers;
  readonly events: readonly RecordedEvent[];
  /** What the rules did not take. */
  readonly refused: readonly AnswerView[];
};

/** Where an application stands on a day, in words: state, dated list, what is missing, what comes next. */
export function viewAdmission(context: Context, planned: Planned): AdmissionView {
  const { asked, admission, papers, events, refused } = planned;
  const { pack, on, facts } = asked;
  const plan = planOf(admission, plain(events), on);
  const candidacy = plan.candidacy.ok ? plan.candidacy.value : null;
  const state = plan.candidacy.ok ? (candidacy?.state ?? "none") : "unknown";
  const check = checkPapers(pack.papers.admission, facts, papers);
  const { missing, notCertified } = check;
  return {
    on,
    fee: viewFee(context, asked),
    state,
    stateText: stateText(context, state, candidacy),
    timeline: timelineOf(context, { pack, plan, events }),
    missing: [
      ...missing.map((doc) => missingPaper(context, planned, doc)),
      ...notCertified.map((doc) => {
        const paper = missingPaper(context, planned, doc);
        return { ...paper, text: context.say("fee.notCertified", { paper: paper.text }) };
      }),
    ],
    complete: check.complete,
    effective: candidacy?.effective ?? null,
    outstandingMinor: candidacy ? candidacy.outstandingMinor : 0,
    unpaid: unpaidIn(context, planned),
    excessMinor: candidacy?.excessMinor ?? 0,
    refundMinor: candidacy?.refundMinor ?? 0,
    cardAllowed: candidacy?.cardAllowed ?? false,
    next: nextOf(context, admission, plan),
    bodies: pack.admission.decidedBy.map((body) => ({ body, title: titleIn(context, pack, body) })),
    grounds: pack.admission.grounds.map(({ clause, title }) => ({ clause, title: title[context.locale] })),
    refused: [...refused],
  };
}

export function plain(events: readonly RecordedEvent[]): AdmissionEvent[] {
  return events.map(({ event }) => event);
}

function stateText({ say }: Context, state: AdmissionView["state"], candidacy: Candidacy | null): string {
  const since = candidacy?.effective ?? null;
  return say(`fee.state.${state}`, { date: since === null ? "" : formatDate(since) });
}

function unpaidIn(context: Context, { asked: { pack, on }, admission, events }: Planned): AdmissionView["unpaid"] {
  const found = unpaidOn(admission, plain(events), on);
  if (!found.ok) return [];
  return Object.entries(found.value).map(([part, amountMinor]) => {
    return { part, title: titleIn(context, pack, part), amountMinor };
  });
}

/** A paper, or one thing that a paper must name: `application.status`. */
function missingPaper(context: Context, { asked: { pack } }: Planned, name: string): AdmissionView["missing"][number] {
  const [doc = name, part] = name.split(".");
  const clause = pack.papers.admission.find((paper) => paper.doc === doc)?.clause ?? "";
  const title = titleIn(context, pack, doc);
  const text =
    part === undefined ? title : context.say("fee.notNamed", { paper: title, name: titleIn(context, pack, part) });
  return { doc, text, clause };
}

function nextOf(context: Context, admission: Admission, plan: Plan): AdmissionView["next"] {
  if (plan.next === null) return null;
  return { step: plan.next, text: context.say(`fee.next.${plan.next}`), by: dueOf(admission, plan) };
}
