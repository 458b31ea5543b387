import { beforeAll, afterAll, describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { salesReport } from "../../../hq/console-store/index.ts";
import { createSalesCount } from "../../../hq/ledger/index.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await openLedger();
});
afterAll(() => ledger.close());

type Sold = { readonly day: string; readonly minor: number; readonly off?: number; readonly currency?: string };

function sale({ day, minor, off = 0, currency = "BYN" }: Sold): string {
  const adjustments = off === 0 ? [] : [{ rule: "rate-2025", clause: "18.2", amountMinor: off }];
  const card = off === 0 ? null : { number: "2900000000017", presentation: "original" };
  const body = {
    localAt: `${day}T10:00:00`,
    site: "Немига",
    currency,
    pack: { id: "beltamozh" },
    grossMinor: minor + off,
    discountMinor: off,
    payableMinor: minor,
    card,
    servedBy: card && card.number,
    lines: [{ adjustments }],
  };
  return canonicalJson({ v: 1, kind: "sale-completed", id: "x", at: 1, body });
}

const returned = (day: string, refundMinor: number): string =>
  canonicalJson({
    v: 1,
    kind: "lines-returned",
    id: "r",
    at: 1,
    body: { localAt: `${day}T11:00:00`, site: "Немига", refundMinor },
  });

/** As the projector does with each page of facts. */
async function project(facts: readonly string[]): Promise<void> {
  const count = createSalesCount();
  for (const fact of facts) count.take(fact);
  await count.write(ledger);
}

describe("sales of days, kept as sums", () => {
  beforeAll(async () => {
    await project([
      sale({ day: "2025-01-01", minor: 1000 }),
      sale({ day: "2025-01-02", minor: 1000 }),
      sale({ day: "2025-01-03", minor: 1490, off: 10 }),
    ]);
    await project([
      sale({ day: "2025-01-03", minor: 500 }),
      sale({ day: "2025-01-04", minor: 700, currency: "RUB" }),
      returned("2025-01-03", 240),
      '{"kind":"sale-completed","at":1,"body":{"localAt":"yesterday"}}',
      "no JSON",
    ]);
  });

  const ask = (from: string, to: string, more: object = {}) =>
    salesReport(ledger, { period: { from, to }, before: null, profitMinor: null, costMinor: null, ...more });

  it("add up over pages of facts, by day, branch, card and rule, each currency by itself", async () => {
    const { reports, returns, refundMinor } = await ask("2025-01-03", "2025-01-04");
    const sum = { receipts: 2, grossMinor: 2000, discountMinor: 10, payableMinor: 1990 };
    const [byn, rub] = reports;
    expect(byn).toMatchObject({ currency: "BYN", total: sum, effect: null });
    expect(byn?.byDay).toEqual([{ day: "2025-01-03", ...sum }]);
    expect(byn?.bySite).toEqual([{ site: "Немига", ...sum }]);
    expect(byn?.byCard.map(({ card, payableMinor }) => [card, payableMinor])).toEqual([
      ["served", 1490],
      ["none", 500],
    ]);
    expect(byn?.byRule).toEqual([
      { programme: "beltamozh", rule: "rate-2025", clause: "18.2", lines: 1, discountMinor: 10 },
    ]);
    expect(rub).toMatchObject({ currency: "RUB", total: { receipts: 1, payableMinor: 700 } });
    expect({ returns, refundMinor }).toEqual({ returns: 1, refundMinor: 240 });
  });

  it("are nothing where nothing was sold", async () => {
    expect(await ask("2024-01-01", "2024-12-31")).toEqual({ reports: [], returns: 0, refundMinor: 0 });
  });

  it("002 §3.2: Тд is the turnover of a day before times growth times days, R profit over cost", async () => {
    const before = { from: "2025-01-01", to: "2025-01-02" };
    const [report] = (await ask("2025-01-03", "2025-01-03", { before, profitMinor: 300, costMinor: 200 })).reports;
    // 10,00 a day before, 19,90 now: growth 99 %, one day.
    expect(report?.effect).toEqual({
      beforeMinor: 1000,
      nowMinor: 1990,
      growthBp: 9900,
      days: 1,
      extraMinor: 990,
      profitabilityBp: 15_000,
    });
  });

  it("has no growth over nothing, and no R where nothing was spent", async () => {
    const before = { from: "2024-01-01", to: "2024-01-01" };
    const [report] = (await ask("2025-01-03", "2025-01-03", { before, profitMinor: 300, costMinor: 0 })).reports;
    expect(report?.effect).toMatchObject({ growthBp: null, extraMinor: null, profitabilityBp: null });
  });
});
