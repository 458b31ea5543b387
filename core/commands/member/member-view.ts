import type { BenefitRow, EventView, MemberView } from "../../contract/index.ts";
import {
  benefitsOf,
  entitlementOf,
  invitationsFor,
  rolesOf,
  statusOn,
  type Benefit,
  type EntitlementPack,
  type Standing,
  type View,
} from "../../entitlement/index.ts";
import type { LocalDate } from "../../kernel/index.ts";
import { clauseName } from "../../regulation/index.ts";
import { formatDate } from "../../text/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { whyText } from "../views/answer-view.ts";
import { programmeToday, titleOf, type KnownMember } from "./known-member.ts";
import { cardsOf } from "./member-card-view.ts";
import { entryOf, usesRef } from "./member-facts.ts";
import { historyOf } from "./member-history.ts";

export type Shown = {
  readonly known: KnownMember;
  /** Day whose status and year are shown; today unless said. */
  readonly on?: LocalDate | undefined;
};

/** A member as the desk sees it on a day: status with its ground, benefits, cards, history. */
export function viewMember(ports: Ports, context: Context, shown: Shown): MemberView {
  const { pack, record, view } = shown.known;
  const on = shown.on ?? programmeToday(context, pack);
  const year = Number(on.slice(0, 4));
  const benefits = benefitsOf(view, { year, on });
  const counted = benefits.flatMap((each) => (each.kind === "counted" ? [each] : []));
  const standing = statusOn(view, on);
  return {
    programme: pack.pack.id,
    member: record.member,
    name: record.name,
    since: record.joined,
    ended: record.ended,
    arrears: record.arrears,
    about: aboutText(context, shown.known, on),
    status: viewStatus(context, view, { standing, on }),
    decisions: decisionsOf(context, pack),
    cards: cardsOf(context, view),
    year,
    rows: counted.map((each) => viewRow(context, { benefit: each, pack, year })),
    open: benefits.flatMap(({ kind, entitlement: { id, title, clause } }) =>
      kind === "open" ? [{ entitlement: id, title: title[context.locale], clause }] : [],
    ),
    without: viewWithout(context, pack, benefits),
    invitations: invitationsOf(context, view, on),
    notices: noticesOf(context, shown.known, standing),
    events: Object.fromEntries(
      counted.map(({ entitlement: { id } }) => [id, eventsOf(ports, context, { pack, id })] as const),
    ),
    history: historyOf(ports, context, shown.known),
  };
}

function aboutText({ say }: Context, { record }: KnownMember, on: LocalDate): string {
  const since = formatDate(record.joined);
  const isOver = record.ended !== null && record.ended < on;
  return isOver ? say("member.was", { since, ended: formatDate(record.ended ?? "") }) : say("member.since", { since });
}

function decisionsOf(context: Context, { statuses, titles }: EntitlementPack): MemberView["decisions"] {
  return {
    statuses: statuses.ranks.map((id) => ({ id, title: titleOf(context, statuses.titles, id) })),
    bodies: statuses.decisions.bodies.map((id) => ({ id, title: titleOf(context, titles, id) })),
  };
}

type StandingOn = { readonly standing: Standing; readonly on: LocalDate };

function viewStatus(context: Context, view: View, { standing, on }: StandingOn): MemberView["status"] {
  const { say, locale } = context;
  const { statuses } = view.pack;
  if (standing.basis === "none") {
    const basis = whyText(context, view.pack, standing.reason);
    return { id: null, rank: 0, title: say("member.noStatus"), basis, clause: null };
  }
  const { status: id, clause } = standing;
  const title = statuses.titles[id]?.[locale] ?? id;
  const rule = clauseName(view.pack, clause, locale);
  const basis = standing.basis === "table" ? say("member.byTable", { rule }) : decisionText(context, view, on);
  return { id, rank: statuses.ranks.indexOf(id) + 1, title, basis, clause };
}

/** The decision that holds on the day. */
function decisionText(context: Context, { pack, log }: View, on: LocalDate): string {
  const decisions = log.flatMap((entry) => (entry.kind === "status-decided" && entry.effective <= on ? [entry] : []));
  const last = decisions.toSorted((a, b) => (a.effective < b.effective ? -1 : 1)).at(-1);
  if (!last) return "";
  const body = titleOf(context, pack.titles, last.body);
  return context.say("member.byDecision", { body, number: last.decisionNo, date: formatDate(last.on) });
}

type Counted = Extract<Benefit, { kind: "counted" }>;

function viewRow(
  context: Context,
  { benefit, pack, year }: { readonly benefit: Counted; readonly pack: EntitlementPack; readonly year: number },
): BenefitRow {
  const { say, locale } = context;
  const { entitlement, figures, sharedWith } = benefit;
  const { per } = sharedWith ?? entitlement;
  return {
    entitlement: entitlement.id,
    title: entitlement.title[locale],
    note: sharedWith && say("member.sharedWith", { title: sharedWith.title[locale] }),
    unit: entitlement.unit,
    clause: entitlement.clause,
    rule: clauseName(pack, entitlement.clause, locale),
    per,
    limit: figures.limit ?? 0,
    used: figures.used,
    left: figures.remaining ?? 0,
    overdrawn: figures.overdrawn,
    until: per === "event" ? say("member.eachEvent") : formatDate(`${year}-12-31`),
    roles: rolesOf(entitlement).map((role) => ({ role, title: titleOf(context, pack.titles, role) })),
  };
}

/** Benefits that are not to be had, those with the same reason together. */
function viewWithout(context: Context, pack: EntitlementPack, benefits: readonly Benefit[]): MemberView["without"] {
  const byText = new Map<string, string[]>();
  for (const benefit of benefits) {
    // That membership is over is said once, above everything.
    if (benefit.kind !== "none" || benefit.reason === "not_a_member") continue;
    const text = reasonOf(context, pack, benefit);
    byText.set(text, [...(byText.get(text) ?? []), benefit.entitlement.title[context.locale]]);
  }
  return [...byText].map(([text, titles]) => ({ text, titles }));
}

function reasonOf(
  context: Context,
  pack: EntitlementPack,
  { reason, availableIn }: Extract<Benefit, { kind: "none" }>,
) {
  if (reason !== "status_not_included" || availableIn.length === 0) return whyText(context, pack, reason);
  const titles = availableIn.map((status) => titleOf(context, pack.statuses.titles, status).toLowerCase());
  return context.say("member.onlyIn", { count: titles.length, statuses: titles.join(", ") });
}

function invitationsOf(context: Context, view: View, on: LocalDate): MemberView["invitations"] {
  const { places, omitted } = invitationsFor(view, on);
  return view.pack.invitations.map(({ id, of }) => {
    const reason = omitted[id];
    return {
      id,
      title: entitlementOf(view.pack, of).title[context.locale],
      places: places[id] ?? null,
      why: reason === undefined ? null : whyText(context, view.pack, reason),
    };
  });
}

function noticesOf(context: Context, { pack, record }: KnownMember, standing: Standing): string[] {
  return [
    ...(standing.basis === "none" ? [whyText(context, pack, standing.reason)] : []),
    ...(record.arrears ? [whyText(context, pack, "arrears")] : []),
  ];
}

/** Uses of a benefit that are looked through for the events of earlier bookings, and how many of these are offered. */
const usesRead = 200;
const eventsOffered = 8;

type Used = { readonly pack: EntitlementPack; readonly id: string };

function eventsOf(ports: Ports, context: Context, { pack, id }: Used): EventView[] {
  const today = programmeToday(context, pack);
  const events = new Map<string, EventView>();
  for (const fact of ports.journal.lastByRef(usesRef(pack.pack.id, id), usesRead)) {
    const use = entryOf(fact);
    if (use?.kind !== "redeemed" || use.event === null || events.size >= eventsOffered) continue;
    const { event: name, eventDate: date } = use;
    const key = `${name} ${date}`;
    if (!events.has(key)) events.set(key, { name, date, ahead: date !== null && date > today });
  }
  const all = [...events.values()];
  const dayOf = ({ date }: EventView) => date ?? "";
  const ahead = all.filter((one) => one.ahead).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
  return [...ahead, ...all.filter((one) => !one.ahead)];
}
