import type { MemberView, Refusal } from "../../contract/index.ts";
import { adjustStatus as decide } from "../../entitlement/index.ts";
import { ok, present, type LocalDate, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { refuseInWords, viewAnswer } from "../views/answer-view.ts";
import { findMember, readMember, titleOf } from "./known-member.ts";
import { memberRef, requestRef } from "./member-facts.ts";
import { viewMember } from "./member-view.ts";
import { repeated } from "./repeated.ts";

export type AdjustStatus = {
  readonly requestId: string;
  readonly programme: string;
  readonly member: string;
  readonly to: string;
  readonly body: string;
  readonly decisionNo: string;
  readonly decidedOn: LocalDate;
  readonly effective?: LocalDate | undefined;
};

/** Records what a governing body decided on a member's status. The desk itself never changes one. */
export function adjustStatus(ports: Ports, context: Context, input: AdjustStatus): Result<MemberView, Refusal> {
  const found = findMember(ports, context, input);
  if (!found.ok) return found;
  const { pack, view, record: member } = found.value;
  const { to, body, decisionNo, decidedOn: on, effective = on } = input;
  if (!pack.statuses.ranks.includes(to)) return refusal(context, "invalid-input", { params: { detail: "to" } });
  const again = repeated(ports, context, { requestId: input.requestId, kind: "status-adjusted" });
  if (!again.ok) return again;
  if (again.value) return ok(viewMember(ports, context, { known: found.value }));
  const { entry, reason } = decide(view, { to, on, effective, body, decisionNo });
  if (!entry) {
    const { clause } = pack.statuses.decisions;
    const answered = { outcome: "refused" as const, reason, clause, facts: {} };
    return refuseInWords("status-not-adjusted", viewAnswer(context, pack, answered));
  }
  const { programme, name } = member;
  const status = titleOf(context, pack.statuses.titles, to);
  record(ports, context, {
    kind: "status-adjusted",
    body: toJson({ programme, member: member.member, name, status, decisionNo, entry }),
    refs: [memberRef(programme, member.member), requestRef(input.requestId)],
  });
  const known = present(readMember(ports, pack, member.member), "the member of the decision");
  return ok(viewMember(ports, context, { known }));
}
