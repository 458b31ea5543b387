import type { RedemptionView } from "../../contract/index.ts";
import {
  entitlementOf,
  figuresOf,
  periodOf,
  type RedeemAnswer,
  type RedeemRequest,
  type Redemption,
} from "../../entitlement/index.ts";
import { dateOf } from "../../kernel/index.ts";
import type { Facts } from "../../offer/index.ts";
import type { Context } from "../context.ts";
import { viewAnswer, whyText } from "../views/answer-view.ts";
import { programmeToday, type KnownMember } from "./known-member.ts";

type Asked = {
  readonly known: KnownMember;
  readonly request: RedeemRequest;
  readonly answer: RedeemAnswer;
  /** The use that counts: of a repeated request the one that was recorded. */
  readonly use: Omit<Redemption, "kind" | "offline">;
};

/** The engine's answer in words, with the figures before and after. */
export function viewRedemption(context: Context, { known, request, answer, use }: Asked): RedemptionView {
  const { pack, view } = known;
  const entitlement = entitlementOf(pack, use.entitlement);
  const before = figuresOf(view, { ...use, offline: false }, dateOf(request.at));
  const isRecorded = answer.entry !== null || answer.duplicate;
  return {
    answer: viewAnswer(context, pack, {
      outcome: answer.granted ? "granted" : "refused",
      reason: answer.reason,
      clause: answer.clause,
      facts: figuresIn(answer),
      titles: pack.statuses.titles,
    }),
    ref: isRecorded ? use.ref : null,
    entitlement: entitlement.id,
    title: entitlement.title[context.locale],
    units: use.units,
    year: answer.year,
    limit: answer.limit,
    used: answer.used,
    leftBefore: before.remaining,
    left: answer.remaining,
    offerUnits: answer.offerUnits ?? null,
    againOn: againOn({ known, answer, use }),
    notice: answer.notice && whyText(context, pack, answer.notice),
    provisional: answer.provisional,
    duplicate: answer.duplicate,
    cancelBefore: use.eventDate !== null && use.eventDate > programmeToday(context, pack) ? use.eventDate : null,
  };
}

/** Figures for the sentences, those that there are. */
function figuresIn({ used, limit, remaining, availableIn }: RedeemAnswer): Facts {
  const facts = { used, limit, remaining, available_in: availableIn ?? [] };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
}

/** New places come with the new year, where it was places that were missing and the year that counts them. */
function againOn({ known, answer, use }: Pick<Asked, "known" | "answer" | "use">): string | null {
  const lacks = answer.reason === "quota_exhausted" || answer.reason === "quota_insufficient";
  const period = periodOf(known.pack, use);
  return lacks && period.event === null ? `${period.year + 1}-01-01` : null;
}
