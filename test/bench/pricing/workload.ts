import type { PricingInput } from "../../../core/pricing/index.ts";
import { parsePack, type Pack } from "../../../core/programme/index.ts";

/** One promotion of the workload, in a form that every engine can be given. */
export type Promotion =
  | { readonly kind: "category"; readonly id: string; readonly category: string; readonly percentBp: number }
  | { readonly kind: "tag"; readonly id: string; readonly tag: string; readonly amountMinor: number }
  | { readonly kind: "threshold"; readonly id: string; readonly fromMinor: number; readonly percentBp: number };

export type Item = {
  readonly id: string;
  readonly category: string;
  readonly unitPriceMinor: number;
  readonly quantity: number;
};

export type Workload = {
  readonly items: readonly Item[];
  readonly tags: readonly string[];
  readonly promotions: readonly Promotion[];
};

/**
 * A receipt and its promotions: 60 % percentages on a category (50 categories, 20 of them in the basket), 20 % fixed
 * sums for a card tag (3 of 10 tags held), 20 % percentages over a threshold (half of them reached). All stack, in the
 * order of the list, each on what the earlier ones left. Drawn from a fixed seed.
 */
export function drawWorkload(lines: number, rules: number): Workload {
  const draw = drawer(lines * 31 + rules);
  const items = Array.from({ length: lines }, (_, at) => ({
    id: `l${at}`,
    category: `c${at % 20}`,
    unitPriceMinor: 100 + draw(9900),
    quantity: 1 + draw(3),
  }));
  const total = items.reduce((sum, { unitPriceMinor, quantity }) => sum + unitPriceMinor * quantity, 0);
  // Small enough that a thousand of them stacked leave something to discount.
  const scale = Math.max(1, Math.round(rules / 100));
  const promotions = Array.from({ length: rules }, (_, at): Promotion => {
    const id = `p${at}`;
    const nth = Math.floor(at / 5);
    if (at % 5 < 3) {
      const percentBp = Math.max(5, Math.round((100 + draw(900)) / scale));
      return { kind: "category", id, category: `c${draw(50)}`, percentBp };
    }
    if (at % 5 === 3) return { kind: "tag", id, tag: `t${nth % 10}`, amountMinor: 50 + draw(450) };
    const percentBp = Math.max(5, Math.round((50 + draw(250)) / scale));
    return { kind: "threshold", id, fromMinor: nth % 2 === 0 ? 100 : total * 2, percentBp };
  });
  return { items, tags: ["t0", "t1", "t2"], promotions };
}

/** Park and Miller's generator: whole numbers below `limit`, the same on every machine. */
function drawer(seed: number): (limit: number) => number {
  let state = (seed % 2147483646) + 1;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

export type Ours = { readonly pack: Pack; readonly input: PricingInput };

const said = { ru: "Скидка", be: "Зніжка", en: "Discount" };
const ground = (code: string) => ({ code, clause: "1", message: "said" });

/** The same promotions as a programme pack. */
export function oursOf({ items, tags, promotions }: Workload): Ours {
  const parsed = parsePack({
    format: "programme-pack/1",
    pack: {
      id: "bench",
      version: 1,
      title: said,
      document: { order: "-", date: "2025-01-01", title: said },
      currency: "EUR",
      minorDigits: 2,
      timeZone: "Europe/Minsk",
      calendar: "by",
      effective: { from: "2020-01-01" },
    },
    readings: {},
    facts: {
      "line.category": { type: "text", from: "till" },
      "card.tags": { type: "set", from: "crm" },
    },
    sets: {},
    exclusions: [],
    bases: { all: { measure: "amount", stage: "before-discount", excluded: "counted" } },
    tables: {},
    offers: promotions.map(offerOf),
    stacking: { mode: "sum", combine: "compounded", members: promotions.map(({ id }) => id) },
    rounding: { mode: "half-up", level: "line", split: "largest-remainder" },
    explain: { notInForce: "said", displaced: "said", nothingLeft: "said" },
    notices: {},
    deadlines: {},
    orders: {},
    workflows: {},
    allocations: {},
    forms: {},
    messages: { said },
    notInPack: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.slice(0, 3)));
  return { pack: parsed.value, input: inputOf(items, tags) };
}

function offerOf(promotion: Promotion): unknown {
  const { id } = promotion;
  const head = { id, clause: "1", message: "said" };
  if (promotion.kind === "category") {
    const lines = { fact: "line.category", is: promotion.category };
    return { ...head, lines, give: { percentBp: promotion.percentBp } };
  }
  if (promotion.kind === "tag") {
    const when = [{ fact: "card.tags", has: promotion.tag, else: ground("NO_TAG") }];
    return { ...head, when, give: { amountMinor: promotion.amountMinor, per: "once" } };
  }
  const when = [{ base: "all", atLeast: promotion.fromMinor, else: ground("BELOW_THRESHOLD") }];
  return { ...head, when, give: { percentBp: promotion.percentBp, per: "once" } };
}

function inputOf(items: readonly Item[], tags: readonly string[]): PricingInput {
  return {
    at: "2025-03-10T12:00:00",
    card: null,
    facts: { "card.tags": tags },
    lines: items.map(({ id, category, unitPriceMinor, quantity }) => ({
      id,
      category,
      flags: [],
      unitPriceMinor,
      qtyMilli: quantity * 1000,
    })),
  };
}
