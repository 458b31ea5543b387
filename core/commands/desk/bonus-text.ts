import type { DeskBonus } from "../../contract/index.ts";
import type { Bonus } from "../../pricing/index.ts";
import { formatPercent } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { ruleOf, type DeskWords } from "./desk-words.ts";

/** A bonus as pricing gives it, or as a receipt or a booking keeps it. */
type GivenBonus = Pick<Bonus, "rule" | "clause"> & {
  readonly sessions?: Bonus["sessions"] | undefined;
  readonly visit?: Bonus["visit"] | undefined;
};

/** Benefits beside money in words; visits on the same terms in one sentence. */
export function bonusViews(context: Context, bonuses: readonly GivenBonus[], words: DeskWords): DeskBonus[] {
  const alike = Map.groupBy(bonuses, ({ rule, sessions, visit }) => {
    return visit ? `visit ${visit.pick} ${visit.rateBp}` : `${rule} ${sessions?.to ?? ""}`;
  });
  return [...alike.values()].map((same) => ({
    rules: [...new Set(same.map(({ rule }) => ruleOf(rule)))],
    clause: [...new Set(same.map(({ clause }) => clause))].join(", "),
    text: textOf(context, same, words),
  }));
}

function textOf({ say, locale }: Context, same: readonly GivenBonus[], words: DeskWords): string {
  const sessions = same.flatMap((bonus) => bonus.sessions ?? []);
  const [credited] = sessions;
  if (credited) {
    const count = sessions.reduce((sum, one) => sum + one.count, 0);
    return say("desk.sessions", { count, to: credited.to });
  }
  const [visit] = same.flatMap((bonus) => bonus.visit ?? []);
  const services = same.flatMap((bonus) => bonus.visit?.services ?? []).map((one) => words.value(one));
  const params = { services: services.join(", "), rate: formatPercent(visit?.rateBp ?? 0, locale) };
  const terms = visit?.rateBp === 10_000 ? "free" : "rate";
  return say(`desk.visit.${visit?.pick ?? "all"}.${terms}`, params);
}
