import type { LocalDate } from "../kernel/index.ts";
import type { Entry, Log } from "./log.ts";
import type { EntitlementPack, EntitlementReason } from "./pack.ts";

export type Member = {
  readonly joined: LocalDate;
  /** Earlier memberships that have ended. */
  readonly history: readonly { readonly joined: LocalDate; readonly left: LocalDate }[];
  /** Last day of the present membership. */
  readonly ended: LocalDate | null;
  readonly arrears: boolean;
};

/** A member's rules and records as one terminal, or head office, has them. */
export type View = { readonly pack: EntitlementPack; readonly member: Member; readonly log: Log };

export type Standing =
  | { readonly status: string; readonly basis: "table" | "decision"; readonly clause: string }
  | { readonly status: null; readonly basis: "none"; readonly reason: EntitlementReason };

type Decision = Extract<Entry, { readonly kind: "status-decided" }>;

/** The status on a day: the latest decision in effect, else what the rules give by themselves. */
export function statusOn({ pack, member, log }: View, on: LocalDate): Standing {
  const since = memberSince(pack, member, on);
  if (since === null) return { status: null, basis: "none", reason: "not_a_member" };
  const decision = log
    .filter((entry): entry is Decision => entry.kind === "status-decided" && entry.effective <= on)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .at(-1);
  if (decision) return { status: decision.to, basis: "decision", clause: pack.statuses.decisions.clause };
  const row = byTable(pack, since, on) ?? pack.statuses.beyond;
  if (!row) return { status: null, basis: "none", reason: "join_year_not_in_table" };
  return { status: row.status, basis: "table", clause: row.clause };
}

const orderOf = ({ effective, on, decisionNo }: Decision) => `${effective} ${on} ${decisionNo.padStart(12)}`;

/** First day of the membership that counts, or null for who is no member that day. */
function memberSince({ statuses }: EntitlementPack, member: Member, on: LocalDate): LocalDate | null {
  const periods = [...member.history, { joined: member.joined, left: member.ended }];
  const current = periods.find(({ joined, left }) => joined <= on && (left === null || on <= left));
  if (!current) return null;
  return statuses.startsWith === "current" ? current.joined : (periods.map(({ joined }) => joined).toSorted()[0] ?? on);
}

function byTable({ statuses }: EntitlementPack, since: LocalDate, on: LocalDate) {
  const years = Number(on.slice(0, 4)) - Number(since.slice(0, 4));
  return statuses.basis === "tenure"
    ? statuses.tenure.find((row) => years >= row.years)
    : statuses.table.find(({ from, to }) => from <= since && since <= to);
}

export type Adjustment = Omit<Decision, "kind">;

/** Records a governing body's decision on the status, or says why it is none. */
export function adjustStatus(
  view: View,
  { to, on, effective, body, decisionNo }: Adjustment,
): { readonly accepted: boolean; readonly reason: EntitlementReason | null; readonly entry: Entry | null } {
  const { ranks, decisions } = view.pack.statuses;
  const refused = (reason: EntitlementReason) => ({ accepted: false, reason, entry: null });
  if (on === "" || body.trim() === "" || decisionNo.trim() === "") return refused("decision_required");
  if (!decisions.bodies.includes(body)) return refused("body_not_authorised");
  const { status } = statusOn(view, effective);
  const isLower = status !== null && ranks.indexOf(to) < ranks.indexOf(status);
  if (decisions.direction === "up" && isLower) return refused("lower_status_not_allowed");
  return { accepted: true, reason: null, entry: { kind: "status-decided", to, on, effective, body, decisionNo } };
}
