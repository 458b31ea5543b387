import type { AdmissionView, TimelineRow } from "../../contract/index.ts";
import type { AdmissionEvent, Deadline, MembershipPack, Plan } from "../../membership/index.ts";
import { formatDate, formatMoney } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { titleIn } from "./fee-view.ts";
import { termText, waitingText } from "./term-text.ts";

/** An event of an application; `ref` is what takes it back where it is recorded. */
export type RecordedEvent = { readonly event: AdmissionEvent; readonly ref: string | null };

type Told = {
  readonly pack: MembershipPack;
  readonly plan: Plan;
  readonly events: readonly RecordedEvent[];
};

/** What happened and what must happen by when, in the order of the days. */
export function timelineOf(context: Context, { pack, plan, events }: Told): AdmissionView["timeline"] {
  const rows = [
    ...events.map(({ event, ref }) => eventRow(context, pack, { event, ref })),
    ...plan.deadlines.map((deadline) => deadlineRow(context, pack, deadline)),
    ...waitingRows(context, pack, plan),
  ];
  return rows.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}

/** A term without a last day stands at the end, one that has not begun after it. */
const order = ({ date, kind, state }: TimelineRow) =>
  `${date ?? "9999"} ${kind === "event" ? 0 : state === "waiting" ? 2 : 1}`;

/** Terms that something has still to start, in the order of the way. */
function waitingRows(context: Context, pack: MembershipPack, { candidacy, deadlines, next }: Plan): TimelineRow[] {
  const isOver = !candidacy.ok || next === null || candidacy.value?.state === "refused";
  if (isOver) return [];
  const { check, notice, payment } = pack.admission;
  const starts = [
    [check, "documents-received"],
    [notice, "decided"],
    [payment, "notice-received"],
  ] as const;
  return starts.flatMap(([term, event]): TimelineRow[] => {
    const rule = pack.terms[term];
    if (!rule || deadlines.some((one) => one.term === term)) return [];
    const text = waitingText(context, rule, context.say(`fee.event.${event}`));
    const base = { kind: "deadline", date: null, state: "waiting", daysLate: 0, term, ref: null } as const;
    return [{ ...base, title: titleIn(context, pack, term), text, clause: rule.clause }];
  });
}

function eventRow(context: Context, pack: MembershipPack, { event, ref }: RecordedEvent): TimelineRow {
  const base = { kind: "event", date: event.on, clause: null, state: "done", daysLate: 0, term: null, ref } as const;
  return { ...base, title: context.say(`fee.event.${event.kind}`), text: eventText(context, pack, event) };
}

function eventText(context: Context, pack: MembershipPack, event: AdmissionEvent): string {
  const { say, locale } = context;
  switch (event.kind) {
    case "documents-received":
      return say(event.complete ? "fee.papers.complete" : "fee.papers.incomplete");
    case "decided": {
      const body = titleIn(context, pack, event.body);
      const grounds = event.grounds.join(", ");
      return say(`fee.decision.${event.result}`, { body, grounds });
    }
    case "paid": {
      const amount = formatMoney(event.amountMinor, locale);
      const parts = [titleIn(context, pack, event.part), amount, say(`fee.method.${event.method}`)];
      if (event.creditedOn !== null) parts.push(say("fee.credited", { date: formatDate(event.creditedOn) }));
      return parts.join(" · ");
    }
    case "notice-sent":
    case "notice-received":
    case "registered":
      return "";
  }
}

function deadlineRow(context: Context, pack: MembershipPack, deadline: Deadline): TimelineRow {
  const { term, rule, working, doneOn, daysLate } = deadline;
  const state = !working.ok ? "unknown" : daysLate > 0 ? "late" : doneOn === null ? "running" : "done";
  return {
    kind: "deadline",
    date: working.ok ? working.value.due : null,
    title: titleIn(context, pack, term),
    text: termText(context, pack, deadline),
    clause: rule.clause,
    state,
    daysLate,
    term,
    ref: null,
  };
}
