import type { MemberView, Refusal } from "../../contract/index.ts";
import { cancel, entitlementOf } from "../../entitlement/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { toJson } from "../to-json.ts";
import { refuseInWords, viewAnswer } from "../views/answer-view.ts";
import { programmeNow, readMember, type KnownMember } from "./known-member.ts";
import { entryOf, MemberEntryBody, memberRef, requestRef } from "./member-facts.ts";
import { viewMember } from "./member-view.ts";

export type CancelRedemption = { readonly requestId: string; readonly programme: string; readonly ref: string };

/** Takes a use back before the day of its event. One that is taken back already stays so. */
export function cancelRedemption(
  ports: Ports,
  context: Context,
  { requestId, programme, ref }: CancelRedemption,
): Result<{ text: string; member: MemberView }, Refusal> {
  const here = regulationAt(context, "entitlement", programme);
  if (!here.ok) return here;
  const { pack } = here.value;
  const fact = ports.journal.byRef(requestRef(ref)).find((each) => entryOf(each)?.kind === "redeemed");
  const body = fact && MemberEntryBody.parse(fact.fact.body);
  const known = body?.programme === programme ? readMember(ports, pack, body.member) : undefined;
  if (!known || body?.entry.kind !== "redeemed") return refusal(context, "redemption-unknown");
  const { accepted, reason, entry } = cancel(known.view, { ref, at: programmeNow(context, pack) });
  const { title, clause } = entitlementOf(pack, body.entry.entitlement);
  if (!accepted) {
    const answered = { outcome: "refused" as const, reason, clause, facts: {} };
    return refuseInWords("redemption-not-cancelled", viewAnswer(context, pack, answered));
  }
  if (entry) write(ports, context, { known, entry, requestId, title: title[context.locale], units: body.entry.units });
  const after = present(readMember(ports, pack, known.record.member), "the member of the use");
  const text = context.say("member.cancelled", { title: title[context.locale] });
  return ok({ text, member: viewMember(ports, context, { known: after }) });
}

type Cancelled = {
  readonly known: KnownMember;
  readonly entry: object;
  readonly requestId: string;
  readonly title: string;
  readonly units: number;
};

function write(ports: Ports, context: Context, { known, entry, requestId, title, units }: Cancelled): void {
  const { programme, member, name } = known.record;
  record(ports, context, {
    kind: "redemption-cancelled",
    body: toJson({ programme, member, name, title, units, entry }),
    refs: [memberRef(programme, member), requestRef(requestId)],
  });
}
