import { maskCard } from "../../card/index.ts";
import type { MemberEntry, MemberView } from "../../contract/index.ts";
import { cancel, entitlementOf, type Entry, type Redemption, type View } from "../../entitlement/index.ts";
import { localDateTime } from "../../kernel/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { formatDate } from "../../text/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { programmeNow, titleOf, type KnownMember } from "./known-member.ts";
import { entryOf } from "./member-facts.ts";

/** What happened to a member at this terminal, newest first. */
export function historyOf(ports: Ports, context: Context, known: KnownMember): MemberView["history"] {
  return known.facts.toReversed().map((fact) => historyRow(ports, context, { fact, known }));
}

type Told = Pick<MemberEntry, "text" | "detail"> & Partial<Pick<MemberEntry, "ref" | "cancellable" | "cancelled">>;

function historyRow(
  ports: Ports,
  context: Context,
  { fact: { fact, ...place }, known }: { readonly fact: JournalEntry; readonly known: KnownMember },
): MemberEntry {
  const entry = entryOf({ fact, ...place });
  const told = entry ? tell(context, known, entry) : { text: context.say("member.recorded"), detail: "" };
  return {
    at: fact.at,
    localAt: localDateTime(fact.at, known.pack.pack.timeZone),
    operator: ports.operators.find(fact.actor)?.name ?? "",
    ref: null,
    cancellable: false,
    cancelled: false,
    ...told,
  };
}

function tell(context: Context, known: KnownMember, entry: Entry): Told {
  const { say } = context;
  const { pack, view } = known;
  switch (entry.kind) {
    case "redeemed":
      return tellUse(context, known, entry);
    case "cancelled": {
      const use = findUse(view, entry.ref);
      const text = say("member.cancelled", { title: use ? titleOfUse(context, view, use) : "" });
      return { text, detail: use ? detailOf(context, view, use) : "" };
    }
    case "status-decided": {
      const text = say("member.statusNow", { status: titleOf(context, pack.statuses.titles, entry.to) });
      const body = titleOf(context, pack.titles, entry.body);
      const params = { body, number: entry.decisionNo, date: formatDate(entry.on), from: formatDate(entry.effective) };
      return { text, detail: say("member.decided", params) };
    }
    case "card-issued":
      return { text: say("member.cardGiven", { masked: maskCard(entry.card) }), detail: "" };
    case "card-blocked":
      return { text: say("member.cardStopped", { masked: maskCard(entry.card) }), detail: entry.why };
  }
}

function tellUse(context: Context, { view, pack }: KnownMember, use: Redemption): Told {
  const cancelled = view.log.some((entry) => entry.kind === "cancelled" && entry.ref === use.ref);
  const cancellable = !cancelled && cancel(view, { ref: use.ref, at: programmeNow(context, pack) }).accepted;
  const title = titleOfUse(context, view, use);
  return { text: title, detail: detailOf(context, view, use), ref: use.ref, cancellable, cancelled };
}

function findUse({ log }: View, ref: string): Redemption | undefined {
  return log.find((entry): entry is Redemption => entry.kind === "redeemed" && entry.ref === ref);
}

function titleOfUse({ locale }: Context, { pack }: View, { entitlement }: Redemption): string {
  return entitlementOf(pack, entitlement).title[locale];
}

/** «2 человека · Экспорт лома · 12.02.2026 · делегат · Орлова А. П., Ким Р.». */
function detailOf(
  context: Context,
  { pack }: View,
  { entitlement, units, event, eventDate, role, persons }: Redemption,
): string {
  const { unit } = entitlementOf(pack, entitlement);
  const key = unit === "person" ? "member.persons" : "member.times";
  const parts = [
    context.say(key, { count: units }),
    event,
    eventDate && formatDate(eventDate),
    role && titleOf(context, pack.titles, role).toLowerCase(),
    persons.join(", "),
  ];
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}
