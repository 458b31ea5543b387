import type { MemberView, RedemptionView, Refusal } from "../../contract/index.ts";
import { redeem, rolesOf, type Redemption, type RedeemAnswer, type RedeemRequest } from "../../entitlement/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import { isConnected } from "../link/link-state.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { refuseInWords } from "../views/answer-view.ts";
import { findMember, programmeNow, readMember, type KnownMember } from "./known-member.ts";
import { cardRef, entryFacts, memberRef, requestRef, usesRef } from "./member-facts.ts";
import { viewMember } from "./member-view.ts";
import { viewRedemption } from "./redemption-view.ts";
import { repeated } from "./repeated.ts";

export type Use = {
  readonly programme: string;
  readonly member: string;
  readonly entitlement: string;
  readonly units: number;
  readonly event?: string | null | undefined;
  readonly eventDate?: string | null | undefined;
  readonly role?: string | null | undefined;
  readonly persons?: readonly string[] | undefined;
  readonly card?: string | null | undefined;
};

/** What asking for a use would come to now; nothing is recorded. */
export function quoteRedemption(ports: Ports, context: Context, input: Use): Result<RedemptionView, Refusal> {
  const asked = ask(ports, context, { ...input, requestId: "" });
  return asked.ok ? ok({ ...viewRedemption(context, asked.value), ref: null }) : asked;
}

/**
 * Uses units of a benefit. The same `requestId` again answers the same and counts once. What the rules do not allow is
 * refused in their words, with the units that can still be had.
 */
export function redeemEntitlement(
  ports: Ports,
  context: Context,
  input: Use & { readonly requestId: string },
): Result<{ redemption: RedemptionView; member: MemberView }, Refusal> {
  const asked = ask(ports, context, input);
  if (!asked.ok) return asked;
  const { known, answer } = asked.value;
  const redemption = viewRedemption(context, asked.value);
  if (!answer.granted) {
    const { limit, used, left, offerUnits, againOn } = redemption;
    return refuseInWords("entitlement-refused", redemption.answer, { limit, used, left, offerUnits, againOn });
  }
  if (answer.entry) write(ports, context, { known, use: answer.entry, title: redemption.title });
  const after = present(readMember(ports, known.pack, known.record.member), "the member of the use");
  return ok({ redemption, member: viewMember(ports, context, { known: after }) });
}

type Asked = {
  readonly known: KnownMember;
  readonly request: RedeemRequest;
  readonly answer: RedeemAnswer;
  readonly use: Omit<Redemption, "kind" | "offline">;
};

function ask(ports: Ports, context: Context, input: Use & { readonly requestId: string }): Result<Asked, Refusal> {
  const found = findMember(ports, context, input);
  if (!found.ok) return found;
  const known = found.value;
  const entitlement = known.pack.entitlements.find(({ id }) => id === input.entitlement);
  if (!entitlement) return refusal(context, "entitlement-unknown", { params: { entitlement: input.entitlement } });
  const role = input.role ?? null;
  if (role !== null && !rolesOf(entitlement).includes(role)) {
    return refusal(context, "invalid-input", { params: { detail: "role" } });
  }
  const before = known.view.log.find((entry): entry is Redemption => {
    return entry.kind === "redeemed" && entry.ref === input.requestId;
  });
  const { requestId } = input;
  const again = repeated(ports, context, { requestId, kind: entryFacts.redeemed });
  if (!again.ok) return again;
  // The same number for another member.
  if (again.value && !before) return refusal(context, "invalid-input", { params: { detail: "requestId" } });
  const request: RedeemRequest = {
    ref: input.requestId,
    entitlement: entitlement.id,
    units: input.units,
    persons: input.persons ?? [],
    role,
    event: input.event ?? null,
    eventDate: input.eventDate ?? null,
    at: programmeNow(context, known.pack),
    terminal: context.terminal.settings.terminalName,
    card: input.card ?? null,
    connected: isConnected(ports, context),
  };
  return ok({ known, request, answer: redeem(known.view, request), use: before ?? request });
}

function write(
  ports: Ports,
  context: Context,
  { known, use, title }: { readonly known: KnownMember; readonly use: Redemption; readonly title: string },
): void {
  const { programme, member, name } = known.record;
  record(ports, context, {
    kind: "entitlement-redeemed",
    body: toJson({ programme, member, name, title, units: use.units, entry: use }),
    refs: [
      memberRef(programme, member),
      requestRef(use.ref),
      usesRef(programme, use.entitlement),
      ...(use.card === null ? [] : [cardRef(programme, use.card)]),
    ],
  });
}
