import { campaignEffect, growthOf } from "../../core/organiser/index.ts";
import type { ConsoleInput, ConsoleOutput, Period, SalesReport, Sum } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";

type Row = Sum & { readonly currency: string; readonly key: string };
type RuleRow = SalesReport["byRule"][number] & { readonly currency: string };

const sums = `sum(receipts)::bigint AS receipts, sum(gross_minor)::bigint AS "grossMinor",
  sum(discount_minor)::bigint AS "discountMinor", sum(payable_minor)::bigint AS "payableMinor"`;
const rulesShown = 200;

/** Turnover and discounts of a period by day, branch, card and rule, in each currency. */
export async function salesReport(sql: Sql, asked: ConsoleInput<"salesReport">): Promise<ConsoleOutput<"salesReport">> {
  const { period, before } = asked;
  const [byDay, bySite, byCard] = [
    await sumsBy(sql, "day", period),
    await sumsBy(sql, "site", period),
    await sumsBy(sql, "card", period),
  ];
  const byRule = await rulesOf(sql, period);
  const earlier = before === null ? [] : await sumsBy(sql, "day", before);
  const currencies = [...new Set(byDay.map(({ currency }) => currency))];
  const [refund] = await sql.query<{ returns: number; refundMinor: number }>(
    `SELECT coalesce(sum(returns), 0)::bigint AS returns, coalesce(sum(refund_minor), 0)::bigint AS "refundMinor"
     FROM refund_day WHERE day >= $1 AND day <= $2`,
    [period.from, period.to],
  );
  const reports = currencies.map((currency): SalesReport => {
    const of = (rows: readonly Row[]) => rows.filter((row) => row.currency === currency);
    return {
      currency,
      total: totalOf(of(byDay)),
      byDay: of(byDay).map(({ key, ...sum }) => ({ day: key, ...sumOf(sum) })),
      bySite: of(bySite).map(({ key, ...sum }) => ({ site: key, ...sumOf(sum) })),
      byCard: of(byCard).map(({ key, ...sum }) => ({ card: key, ...sumOf(sum) })),
      byRule: byRule.filter((row) => row.currency === currency).map(({ currency: _, ...row }) => row),
      effect:
        before === null ? null : effectOf(asked, { now: totalOf(of(byDay)), earlier: totalOf(of(earlier)), before }),
    };
  });
  return { reports, returns: refund?.returns ?? 0, refundMinor: refund?.refundMinor ?? 0 };
}

function sumsBy(sql: Sql, key: "day" | "site" | "card", { from, to }: Period): Promise<Row[]> {
  const order = key === "day" ? "1, 2" : '1, sum(payable_minor) DESC, "key"';
  return sql.query<Row>(
    `SELECT currency, ${key} AS key, ${sums} FROM turnover_day WHERE day >= $1 AND day <= $2
     GROUP BY currency, ${key} ORDER BY ${order}`,
    [from, to],
  );
}

function rulesOf(sql: Sql, { from, to }: Period): Promise<RuleRow[]> {
  return sql.query<RuleRow>(
    `SELECT currency, programme, rule, clause, sum(lines)::bigint AS lines,
       sum(discount_minor)::bigint AS "discountMinor"
     FROM discount_day WHERE day >= $1 AND day <= $2
     GROUP BY currency, programme, rule, clause ORDER BY sum(discount_minor) DESC, rule LIMIT $3`,
    [from, to, rulesShown],
  );
}

const sumOf = ({ receipts, grossMinor, discountMinor, payableMinor }: Sum): Sum => {
  return { receipts, grossMinor, discountMinor, payableMinor };
};

function totalOf(rows: readonly Sum[]): Sum {
  const add = (name: keyof Sum): number => rows.reduce((all, row) => all + row[name], 0);
  return {
    receipts: add("receipts"),
    grossMinor: add("grossMinor"),
    discountMinor: add("discountMinor"),
    payableMinor: add("payableMinor"),
  };
}

type Compared = { readonly now: Sum; readonly earlier: Sum; readonly before: Period };

function effectOf(asked: ConsoleInput<"salesReport">, { now, earlier, before }: Compared): SalesReport["effect"] {
  const [days, daysBefore] = [daysOf(asked.period), daysOf(before)];
  const turnover = Math.round(earlier.payableMinor / daysBefore);
  const growthBp = growthOf({ minor: earlier.payableMinor, days: daysBefore }, { minor: now.payableMinor, days });
  const effect = campaignEffect({
    turnover,
    growthBp: growthBp ?? undefined,
    days,
    profit: asked.profitMinor ?? undefined,
    cost: asked.costMinor ?? undefined,
  });
  return { beforeMinor: turnover, nowMinor: Math.round(now.payableMinor / days), growthBp, days, ...effect };
}

const dayMs = 86_400_000;

/** Both ends count. */
function daysOf({ from, to }: Period): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1);
}
