import type { LocalDate } from "../kernel/index.ts";
import type { FactValue, Facts } from "../offer/index.ts";
import type { PricingInput, PricingLine, PricingOrder } from "../pricing/index.ts";
import { lookUp, type Offer, type Pack } from "../programme/index.ts";
import { basePrefix } from "./candidates.ts";
import type { Assignment } from "./satisfy.ts";

type Wish = {
  readonly pack: Pack;
  readonly offers: readonly Offer[];
  readonly today: LocalDate;
  /** Price of the goods unless a sum is asked for. */
  readonly priceMinor: number;
};

/** Facts of the engine's own making: it works them out from the card and the day. */
const engineFacts = [
  "today",
  "at",
  "programme.startsOn",
  "programme.id",
  "card.programme",
  "card.serves",
  "line.unitPrice",
  "line.category",
  "line.flags",
];

/** A receipt on which facts and sums are as assigned, with the orders that some offers need. */
export function sampleBasket({ pack, offers, today, priceMinor }: Wish, assignment: Assignment): PricingInput {
  const plain = [...assignment].filter(([name]) => !name.startsWith(basePrefix) && !engineFacts.includes(name));
  const among = (prefix: string) => plain.filter(([name]) => name.startsWith(prefix));
  const { counted, priceOf } = sumsOf(pack, assignment);
  const facts: Facts = {
    ...Object.fromEntries(plain.filter(([name]) => !/^(line|blank|card|order)\./.test(name))),
    ...counted.facts,
  };
  const unitPrice = assignment.get("line.unitPrice");
  const line: PricingLine = {
    id: "1",
    category: String(assignment.get("line.category") ?? pack.facts["line.category"]?.values?.[0] ?? "goods"),
    flags: textsOf(assignment.get("line.flags")),
    unitPriceMinor: typeof unitPrice === "number" ? unitPrice : (priceOf ?? priceMinor),
    qtyMilli: Math.max(1, counted.units) * 1000,
    facts: Object.fromEntries(among("line.")),
  };
  return {
    at: `${today}T12:00:00`,
    lines: Array.from({ length: Math.max(1, counted.lines) }, (_, at) => ({ ...line, id: String(at + 1) })),
    card: cardOf(pack, assignment),
    facts,
    orders: offers.flatMap((offer) => orderFor({ pack, facts, today }, offer, among("order."))),
  };
}

function textsOf(value: FactValue | undefined): readonly string[] {
  return value !== null && typeof value === "object" ? value : [];
}

function cardOf(pack: Pack, assignment: Assignment): PricingInput["card"] {
  const serves = assignment.get("card.serves");
  if (!pack.card || serves === false) return null;
  // The pack's own statuses are those of cards; anything else is a number that nobody knows.
  const statuses = ["stocked", "with-distributor", "issued", "active", "blocked", "withdrawn"] as const;
  const status = statuses.find((one) => one === (assignment.get("card.status") ?? "active")) ?? "unknown";
  const shown = assignment.get("card.presentation");
  const presentation = (["original", "photo", "number"] as const).find((one) => one === shown) ?? "original";
  return { number: "2900000000001", status, presentation };
}

/** The price, units, lines and added figures that make the bases what they should be. */
function sumsOf(pack: Pack, assignment: Assignment) {
  const added: Record<string, number> = {};
  const counted = { units: 1, lines: 1, facts: added };
  let priceOf: number | undefined;
  for (const [name, value] of assignment) {
    const base = name.startsWith(basePrefix) ? pack.bases[name.slice(basePrefix.length)] : undefined;
    if (!base || typeof value !== "number") continue;
    if (base.plus !== undefined) added[base.plus] = Math.max(0, value - 1);
    else if (base.measure === "amount") priceOf = Math.max(priceOf ?? 0, value);
    else if (base.measure === "lines" || base.measure === "distinct") counted.lines = Math.max(counted.lines, value);
    else if (base.measure !== "discount") counted.units = Math.max(counted.units, value);
  }
  return { counted, priceOf };
}

function orderFor(
  { pack, facts, today }: { readonly pack: Pack; readonly facts: Facts; readonly today: LocalDate },
  { order }: Offer,
  fields: readonly (readonly [string, FactValue])[],
): PricingOrder[] {
  if (!order) return [];
  const table = typeof order.most === "object" ? pack.tables[order.most.table] : undefined;
  const bound = table ? lookUp(table, ...table.by.map((fact) => Number(facts[fact] ?? 0))) : order.most;
  const most = typeof bound === "number" ? bound : 0;
  const lists = fields.map(([name, value]) => [name.slice("order.".length), textsOf(value)] as const);
  return [
    {
      kind: order.kind,
      from: today,
      to: today,
      rateBp: most,
      sessions: most,
      ...(order.scaleBy === undefined ? {} : { scale: [{ from: 0, rateBp: most }] }),
      evidence: true,
      fields: Object.fromEntries(lists),
    },
  ];
}
