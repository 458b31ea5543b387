import { breakEvenGrowth, campaignEffect } from "../../core/organiser/index.ts";
import type { Simulation } from "./simulate.ts";

export type EffectOptions = {
  readonly growth?: string | undefined;
  readonly turnover?: string | undefined;
  readonly days?: string | undefined;
  readonly profit?: string | undefined;
  readonly cost?: string | undefined;
};

export type CampaignEffect = {
  /** Тс: mean turnover of a day before. */
  readonly turnoverMinor: number;
  /** П: growth of the mean turnover of a day; null where it was not given. */
  readonly growthBp: number | null;
  /** Д: days counted. */
  readonly days: number;
  /** Тд: extra turnover. */
  readonly extraMinor: number | null;
  /** R: profit as a share of cost. */
  readonly profitabilityBp: number | null;
  /** Growth at which the takings are what they were without the change. */
  readonly breakEvenBp: number | null;
};

/** The figures by which a campaign is judged; those whose inputs were not given are null. */
export function simulatedEffect({ now, draft, days }: Simulation, options: EffectOptions): CampaignEffect {
  const turnover = hundredths("--turnover", options.turnover) ?? Math.round(now.payableMinor / Math.max(1, days));
  const growthBp = hundredths("--growth", options.growth);
  const counted = options.days === undefined ? days : wholeDays(options.days);
  const [profit, cost] = [hundredths("--profit", options.profit), hundredths("--cost", options.cost)];
  return {
    turnoverMinor: turnover,
    growthBp: growthBp ?? null,
    days: counted,
    ...campaignEffect({ turnover, growthBp, days: counted, profit, cost }),
    breakEvenBp: breakEvenGrowth(now.payableMinor - draft.payableMinor, draft.payableMinor),
  };
}

/** `1 234,56` or `1234.5` as hundredths, without binary fractions. */
function hundredths(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, sign, whole, part = ""] = /^(-?)(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s%]/g, "")) ?? [];
  if (whole === undefined) throw new Error(`${name} ${text}: write a number such as 1234,56`);
  return (sign === "-" ? -1 : 1) * (Number(whole) * 100 + Number(part.padEnd(2, "0")));
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`--days ${text}: write a whole number of days`);
  return Number(text);
}
