import type { MemberView, Refusal } from "../../contract/index.ts";
import { canonicalJson, ok, present, type LocalDate, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { regulationAt } from "../programme/regulation-at.ts";
import { toJson } from "../to-json.ts";
import { readMember } from "./known-member.ts";
import { directoryRef, memberRef, requestRef, type MemberRecorded } from "./member-facts.ts";
import { viewMember } from "./member-view.ts";
import { repeated } from "./repeated.ts";

export type RecordMember = {
  readonly requestId: string;
  readonly programme: string;
  readonly member: string;
  readonly name: string;
  readonly joined: LocalDate;
  readonly history?: MemberRecorded["history"] | undefined;
  readonly ended?: LocalDate | null | undefined;
  readonly arrears?: boolean | undefined;
};

/** Adds a member, or corrects what is known of one: what is not stated stays as it was. */
export function recordMember(ports: Ports, context: Context, input: RecordMember): Result<MemberView, Refusal> {
  const here = regulationAt(context, "entitlement", input.programme);
  if (!here.ok) return here;
  const again = repeated(ports, context, { requestId: input.requestId, kind: "member-recorded" });
  if (!again.ok) return again;
  const { pack } = here.value;
  const before = readMember(ports, pack, input.member)?.record;
  const { programme, member, name, joined } = input;
  const { history = before?.history ?? [], ended = before?.ended ?? null, arrears = before?.arrears ?? false } = input;
  if (ended !== null && ended < joined) return refusal(context, "member-dates");
  const made: MemberRecorded = { programme, member, name, joined, history, ended, arrears };
  if (!again.value) writeMember(ports, context, { made, before, refs: [requestRef(input.requestId)] });
  return ok(viewMember(ports, context, { known: present(readMember(ports, pack, member), "the recorded member") }));
}

type Written = {
  readonly made: MemberRecorded;
  readonly before: MemberRecorded | undefined;
  readonly refs?: readonly string[];
};

/** Writes the fact; what says nothing new is not written. Answers whether it was. */
export function writeMember(ports: Ports, context: Context, { made, before, refs = [] }: Written): boolean {
  const isKnown = before !== undefined && canonicalJson(toJson(before)) === canonicalJson(toJson(made));
  if (isKnown) return false;
  const { programme, member } = made;
  record(ports, context, {
    kind: "member-recorded",
    body: toJson(made),
    refs: [memberRef(programme, member), directoryRef(programme), ...refs],
  });
  return true;
}
