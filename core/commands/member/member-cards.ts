import { maskCard } from "../../card/index.ts";
import type { MemberView, Refusal } from "../../contract/index.ts";
import { blockCard, issueCard, type CardAnswer } from "../../entitlement/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import { permitWhen } from "../permit.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { toJson } from "../to-json.ts";
import { refuseInWords, viewAnswer } from "../views/answer-view.ts";
import { deskRole } from "./desk-role.ts";
import { findMember, programmeToday, readMember, type KnownMember } from "./known-member.ts";
import { cardRef, directoryRef, entryFacts, entryOf, MemberEntryBody, memberRef, requestRef } from "./member-facts.ts";
import { viewMember } from "./member-view.ts";
import { repeated } from "./repeated.ts";

type Override = { readonly operatorId: string; readonly pin: string } | undefined;
type CardOrder = { readonly requestId: string; readonly programme: string; readonly override?: Override };

/** The member that a card was given to. */
export function memberOfCard({ journal }: Pick<Ports, "journal">, programme: string, card: string): string | undefined {
  const given = journal.byRef(cardRef(programme, card)).findLast((fact) => entryOf(fact)?.kind === "card-issued");
  return given && MemberEntryBody.parse(given.fact.body).member;
}

/** Gives a member a card. The rules say who may; a manager may consent. */
export function issueMemberCard(
  ports: Ports,
  context: Context,
  input: CardOrder & { readonly member: string; readonly card: string },
): Result<MemberView, Refusal> {
  const found = findMember(ports, context, input);
  if (!found.ok) return found;
  const known = found.value;
  const holder = memberOfCard(ports, input.programme, input.card);
  if (holder === known.record.member) return shown(ports, context, known);
  if (holder !== undefined) {
    return refusal(context, "member-card-taken", { params: { masked: maskCard(input.card) } });
  }
  const on = programmeToday(context, known.pack);
  const decide = (byRole: string) => issueCard(known.view, { card: input.card, byRole, on });
  return act(ports, context, { known, input, decide, kind: entryFacts["card-issued"], may: known.pack.cards.issue });
}

/** Stops one card; the member's benefits are untouched. */
export function blockMemberCard(
  ports: Ports,
  context: Context,
  input: CardOrder & { readonly card: string; readonly reason: string },
): Result<MemberView, Refusal> {
  const here = regulationAt(context, "entitlement", input.programme);
  if (!here.ok) return here;
  const member = memberOfCard(ports, input.programme, input.card);
  const known = member === undefined ? undefined : readMember(ports, here.value.pack, member);
  if (!known) return refusal(context, "member-card-unknown", { params: { masked: maskCard(input.card) } });
  const isBlocked = known.view.log.some((entry) => entry.kind === "card-blocked" && entry.card === input.card);
  if (isBlocked) return shown(ports, context, known);
  const on = programmeToday(context, known.pack);
  const decide = (byRole: string) => blockCard(known.view, { card: input.card, byRole, on, why: input.reason });
  return act(ports, context, { known, input, decide, kind: entryFacts["card-blocked"], may: known.pack.cards.block });
}

type Act = {
  readonly known: KnownMember;
  readonly input: CardOrder & { readonly card: string };
  readonly may: readonly string[];
  readonly kind: string;
  decide(byRole: string): CardAnswer;
};

function act(ports: Ports, context: Context, { known, input, kind, decide, may }: Act): Result<MemberView, Refusal> {
  const { clause } = known.pack.cards;
  const again = repeated(ports, context, { requestId: input.requestId, kind });
  if (!again.ok) return again;
  const consent = permitWhen(ports, context, {
    command: "memberCard",
    overridable: true,
    input,
    allowed: ({ role }) => may.includes(deskRole(role)),
  });
  if (!consent.ok) return consent;
  const { entry, reason } = decide(deskRole(consent.value?.role ?? context.operator?.role ?? "cashier"));
  if (!entry) {
    const answered = { outcome: "refused" as const, reason, clause, facts: {} };
    return refuseInWords("member-card-refused", viewAnswer(context, known.pack, answered));
  }
  const { programme, member, name } = known.record;
  record(
    ports,
    { ...context, override: consent.value },
    {
      kind,
      body: toJson({ programme, member, name, number: input.card, entry }),
      refs: [
        memberRef(programme, member),
        requestRef(input.requestId),
        cardRef(programme, input.card),
        directoryRef(programme),
      ],
    },
  );
  return shown(ports, context, present(readMember(ports, known.pack, member), "the member of the card"));
}

function shown(ports: Ports, context: Context, known: KnownMember): Result<MemberView, Refusal> {
  return ok(viewMember(ports, context, { known }));
}
