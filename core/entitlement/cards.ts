import type { LocalDate } from "../kernel/index.ts";
import type { Entry } from "./log.ts";
import type { EntitlementReason } from "./pack.ts";
import { isBlocked } from "./redeem.ts";
import type { View } from "./status.ts";

export type CardAnswer = {
  readonly accepted: boolean;
  readonly reason: EntitlementReason | null;
  readonly entry: Entry | null;
};
type CardAct = { readonly card: string; readonly byRole: string; readonly on: LocalDate };

/** Gives a member a card; the balance is the member's, so any number of cards show the same one. */
export function issueCard(view: View, { card, byRole, on }: CardAct): CardAnswer {
  if (!view.pack.cards.issue.includes(byRole)) return { accepted: false, reason: "role_not_allowed", entry: null };
  if (isBlocked(view, card, on)) return { accepted: false, reason: "card_blocked", entry: null };
  return { accepted: true, reason: null, entry: { kind: "card-issued", card, on } };
}

/** Stops one card; the member's benefits are untouched. */
export function blockCard(view: View, { card, byRole, on, why }: CardAct & { readonly why: string }): CardAnswer {
  if (!view.pack.cards.block.includes(byRole)) return { accepted: false, reason: "role_not_allowed", entry: null };
  return { accepted: true, reason: null, entry: { kind: "card-blocked", card, on, why } };
}
