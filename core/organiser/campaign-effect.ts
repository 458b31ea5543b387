import { evaluate } from "./report.ts";

export type EffectInputs = {
  /** Тс: mean turnover of a day before, minor units. */
  readonly turnover: number;
  /** П: growth of the mean turnover of a day. */
  readonly growthBp?: number | undefined;
  /** Д: days counted. */
  readonly days: number;
  /** Of the campaign, minor units. */
  readonly profit?: number | undefined;
  /** З: what was spent on advertising, minor units. */
  readonly cost?: number | undefined;
};

export type Effect = {
  /** Тд: extra turnover, minor units; null without a growth. */
  readonly extraMinor: number | null;
  /** R: profit as a share of cost; null without both, or where nothing was spent. */
  readonly profitabilityBp: number | null;
};

/** Тд = Тс × П × Д and R = П × 100 / З, in whole minor units and hundredths of a percent. */
const formulas = {
  extra: { clause: "3.2", message: "Тд", product: ["turnover", "growth", "days"], over: 10_000 },
  profitability: { clause: "3.2", message: "R", product: ["profit", 10_000], over: "cost" },
  breakEven: { clause: "3.2", message: "П", product: ["lost", 10_000], over: "takings" },
  growth: { clause: "3.2", message: "П", product: ["more", 10_000], over: "before" },
};

/** The figures by which a campaign is judged (002 §3.2); those whose inputs were not given are null. */
export function campaignEffect({ turnover, growthBp, days, profit, cost }: EffectInputs): Effect {
  const known = (one: number | undefined, name: string) => (one === undefined ? {} : { [name]: one });
  const figures = { turnover, days, ...known(growthBp, "growth"), ...known(profit, "profit"), ...known(cost, "cost") };
  return {
    extraMinor: evaluate(formulas.extra, figures) ?? null,
    profitabilityBp: evaluate(formulas.profitability, figures) ?? null,
  };
}

/** Growth at which the takings are what they were without the change; null where there are none. */
export function breakEvenGrowth(lostMinor: number, takingsMinor: number): number | null {
  return evaluate(formulas.breakEven, { lost: lostMinor, takings: takingsMinor }) ?? null;
}

/** How much more a day brought than a day before; null where that brought nothing. */
export function growthOf(before: Span, after: Span): number | null {
  // Means of days of unlike spans, compared without dividing twice.
  const more = after.minor * before.days - before.minor * after.days;
  return evaluate(formulas.growth, { more, before: before.minor * after.days }) ?? null;
}

/** Turnover of so many days. */
export type Span = { readonly minor: number; readonly days: number };
