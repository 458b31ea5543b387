import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CallInput } from "../../../core/contract/index.ts";
import { openTestTill, people, resourcesDir, type TestTill, type TillOptions } from "./test-till.ts";

export type DeskInput = CallInput<"quoteDesk">;
export type OrderInput = CallInput<"recordOrder">["order"];

/** The price list that comes with the demo of a reception. */
export const demoPrices = (): string => readFileSync(join(resourcesDir, "demo/price-list.csv"), "utf8");

/** A reception that sells by a programme with forms, from a price list, with a shift open and its person signed in. */
export async function openDesk(options: TillOptions & { readonly prices?: string } = {}): Promise<TestTill> {
  const { prices = demoPrices(), ...rest } = options;
  const till = openTestTill({ at: "2026-06-01T10:00:00+03:00", ...rest });
  await till.call("signIn", people.administrator);
  await till.call("saveSettings", { settings: { programme: "sport-school" } });
  const preview = await till.call("previewCatalogue", { csv: prices });
  if (preview.errorCount > 0) throw new Error(JSON.stringify(preview.errors));
  await till.call("importCatalogue", { token: preview.token });
  await till.call("signIn", people.receptionist);
  await till.call("openShift", { floatMinor: 100_000 });
  return till;
}

/** An order whose papers are all in time for a campaign that begins on Monday 1 June 2026. */
export function order(kind: string, more: Partial<OrderInput> = {}): OrderInput {
  const signed = "2026-05-20";
  return {
    kind,
    number: "27-р",
    date: signed,
    from: "2026-06-01",
    to: "2026-06-14",
    services: [],
    slots: [],
    evidence: false,
    reportWorkingDays: null,
    submittedOn: "2026-05-18",
    signOffs: { "deputy-director": "2026-05-19", "chief-accountant": "2026-05-19", economist: "2026-05-19" },
    decision: { on: signed, by: "director" },
    published: ["site", "social", "reception", "consumer-corner"],
    responsible: "Дёмина О.",
    ...more,
  };
}
