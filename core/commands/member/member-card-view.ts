import { maskCard } from "../../card/index.ts";
import type { MemberView } from "../../contract/index.ts";
import type { View } from "../../entitlement/index.ts";
import { formatDate } from "../../text/index.ts";
import type { Context } from "../context.ts";

/** Cards of a member, newest first. Blocking one touches neither the others nor the benefits. */
export function cardsOf({ say }: Context, { log }: View): MemberView["cards"] {
  const issued = log.flatMap((entry) => (entry.kind === "card-issued" ? [entry] : []));
  return issued.toReversed().map(({ card: number, on }) => {
    const blocked = log.findLast((entry) => entry.kind === "card-blocked" && entry.card === number);
    const base = { number, masked: maskCard(number) };
    if (blocked?.kind !== "card-blocked") {
      return { ...base, state: "active", text: say("member.cardActive", { date: formatDate(on) }) };
    }
    const params = { date: formatDate(blocked.on), reason: blocked.why };
    return { ...base, state: "blocked", text: say("member.cardBlocked", params) };
  });
}
