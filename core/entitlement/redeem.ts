import { dateOf, type LocalDate, type LocalDateTime } from "../kernel/index.ts";
import { figuresOf } from "./balance.ts";
import { isCountable, judgeQuota, limitOf, type Verdict } from "./judge.ts";
import {
  isSame,
  periodOf,
  quotaYear,
  standing,
  unitsOf,
  usedIn,
  type Entry,
  type Period,
  type Redemption,
} from "./log.ts";
import { entitlementOf, type EntitlementReason } from "./pack.ts";
import { statusOn, type View } from "./status.ts";

export type RedeemRequest = Omit<Redemption, "kind" | "offline"> & {
  readonly connected: boolean;
};

/** What the desk says. Figures stand after the step. */
export type RedeemAnswer = Verdict & {
  readonly year: number;
  readonly used: number;
  readonly notice: EntitlementReason | null;
  /** Granted from a local copy: others may have used the same units. */
  readonly provisional: boolean;
  readonly duplicate: boolean;
  readonly entry: Redemption | null;
};

type Ask = { readonly view: View; readonly request: RedeemRequest; readonly period: Period; readonly used: number };

/** Grants or refuses one use. The caller appends `entry`; a reference recorded before counts no second time. */
export function redeem(view: View, request: RedeemRequest): RedeemAnswer {
  const { pack, log, member } = view;
  const known = log.find((entry): entry is Redemption => entry.kind === "redeemed" && entry.ref === request.ref);
  const use = known ?? request;
  const period = periodOf(pack, use);
  const ask = { view, request, period, used: usedIn(pack, log, period) };
  const verdict = known ? { ...quota(ask, 0), granted: true } : decide(ask);
  const isNew = verdict.granted && !known;
  const { connected, ...recorded } = request;
  const entry: Redemption | null = isNew ? { ...recorded, kind: "redeemed", offline: !connected } : null;
  const used = entry ? usedIn(pack, [...log, entry], period) : ask.used;
  return {
    ...verdict,
    year: quotaYear(pack, use),
    used,
    remaining: verdict.limit === null ? null : Math.max(0, verdict.limit - used),
    notice: verdict.granted && member.arrears ? "arrears" : null,
    provisional: isNew && !connected && (isRight(ask) || policyOf(ask) !== "share"),
    duplicate: known !== undefined,
    entry,
  };
}

function decide(ask: Ask): Verdict {
  const { view, request } = ask;
  const day = dateOf(request.at);
  const quotaVerdict = quota(ask, addedBy(ask));
  const refused = (reason: EntitlementReason): Verdict => {
    const { clause, limit, remaining } = quotaVerdict;
    return { clause, limit, remaining, granted: false, reason };
  };
  if (!isCountable(request.units)) return refused("invalid_units");
  const { reason: why } = { reason: null, ...statusOn(view, day) };
  if (why === "not_a_member") return refused(why);
  if (isBlocked(view, request.card, day)) return refused("card_blocked");
  if (isRight(ask)) return quotaVerdict;
  const { code } = limitOf(view.pack, { ...request, status: statusOn(view, day).status });
  if (code !== null) return quotaVerdict;
  if (view.pack.arrears.block && view.member.arrears) return refused("arrears");
  if (request.connected) return quotaVerdict;
  if (policyOf(ask) === "online_only") return refused("connection_required");
  const left = shareLeft(ask);
  if (!quotaVerdict.granted || addedBy(ask) <= left) return quotaVerdict;
  return { ...refused("offline_share_exhausted"), offerUnits: Math.min(left, quotaVerdict.remaining ?? left) };
}

function quota({ view, request, used }: Ask, adds: number): Verdict {
  const { status } = statusOn(view, dateOf(request.at));
  return judgeQuota(view.pack, { ...request, status, used, adds });
}

/** Units of the counter that the use would add: a person counted already adds none. */
function addedBy({ view, request, period, used }: Ask): number {
  const use: Redemption = { ...request, kind: "redeemed", offline: !request.connected };
  return usedIn(view.pack, [...view.log, use], period) - used;
}

function isRight({ view, request }: Ask): boolean {
  const { rights = {} } = entitlementOf(view.pack, request.entitlement);
  return request.role !== null && rights[request.role] !== undefined;
}

/** Of the entitlement, else of the counter it draws on, else of all. */
function policyOf({ view, request, period }: Ask): "optimistic" | "online_only" | "share" {
  const { policy } = view.pack.offline;
  return policy[request.entitlement] ?? policy[period.counter] ?? policy["*"] ?? "optimistic";
}

/** What is left of the terminal's own share of the counter. */
function shareLeft(ask: Ask): number {
  const { view, request, period } = ask;
  if (policyOf(ask) !== "share") return Infinity;
  const own = standing(view.log).filter(
    (use) => use.offline && use.terminal === request.terminal && isSame(periodOf(view.pack, use), period),
  );
  return Math.max(0, (view.pack.offline.shares[request.terminal] ?? 0) - unitsOf(view.pack, own));
}

export function isBlocked({ log }: View, card: string | null, on: LocalDate): boolean {
  return log.some((entry) => entry.kind === "card-blocked" && entry.card === card && entry.on <= on);
}

export type CancelAnswer = {
  readonly accepted: boolean;
  readonly reason: EntitlementReason | null;
  readonly used: number | null;
  readonly remaining: number | null;
  readonly entry: Entry | null;
};

/** Takes a use back before the day of its event; from that day on the place is used. */
export function cancel(view: View, { ref, at }: { readonly ref: string; readonly at: LocalDateTime }): CancelAnswer {
  const use = view.log.find((entry): entry is Redemption => entry.kind === "redeemed" && entry.ref === ref);
  if (!use) return { accepted: false, reason: "unknown_operation", used: null, remaining: null, entry: null };
  const isBack = view.log.some((entry) => entry.kind === "cancelled" && entry.ref === ref);
  const started = !isBack && dateOf(at) >= (use.eventDate ?? dateOf(use.at));
  const entry = isBack || started ? null : ({ kind: "cancelled", ref, at } as const);
  const after = entry ? { ...view, log: [...view.log, entry] } : view;
  const { used, remaining } = figuresOf(after, use, dateOf(at));
  return { accepted: !started, reason: started ? "event_started" : null, used, remaining, entry };
}
