import * as z from "zod";
import type { CardStatus } from "../../core/card/index.ts";
import { decisionsOn, moveCard, priceBasket, type PricingInput, type PricingLine } from "../../core/pricing/index.ts";
import { kind } from "./kind.ts";

const statuses = {
  unknown: "unknown",
  in_stock: "stocked",
  with_distributor: "with-distributor",
  issued: "issued",
  active: "active",
  blocked: "blocked",
  withdrawn: "withdrawn",
} as const satisfies Record<string, CardStatus | "unknown">;
const State = z.enum(Object.keys(statuses) as (keyof typeof statuses)[]);
type State = z.infer<typeof State>;

const At = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/);
const Span = z.strictObject({ from: At, to: At.nullable() });
const Id = z.string();
const Minor = z.int();

const GoodsLine = z.strictObject({
  id: Id,
  category: z.enum(["food", "non-food", "alcohol", "weak-alcohol", "beer", "tobacco", "packaging", "gift-certificate"]),
  unitPrice: Minor,
  qtyMilli: z.int(),
  flags: z.array(z.enum(["promo", "reduced-markup", "regulated-min-price", "regulated-max-price"])).optional(),
});
const CardLine = z.strictObject({
  id: Id,
  category: z.literal("loyalty-card"),
  card: z.strictObject({ number: z.string(), state: State }),
});

export const Sale = z.strictObject({
  at: At,
  store: z.strictObject({ kind: z.enum(["shop", "infrastructure"]), openedOn: At.nullish() }),
  buyer: z.enum(["person", "organisation"]),
  card: z
    .strictObject({
      number: z.string(),
      state: State,
      presentation: z.enum(["original", "photo", "number"]),
      blockReason: z.enum(["holder", "enterprise"]).optional(),
      blockedAt: At.optional(),
      programme: z.string().optional(),
    })
    .nullable(),
  lines: z.array(z.union([CardLine, GoodsLine])),
  programme: z.strictObject({ terminatesOn: At.optional(), suspended: Span.optional() }).optional(),
  operationsSuspended: Span.optional(),
  /** Rules whose refusal the case is about. */
  claims: z.array(z.strictObject({ rule: z.string(), line: Id })).optional(),
});

const Refusals = z.array(z.strictObject({ code: z.string(), clause: z.string().optional() })).optional();
const Moves = z.array(z.strictObject({ number: z.string(), from: State, to: State })).optional();

const SaleExpect = z.strictObject({
  rateBp: z.int().optional(),
  eligibleBase: Minor.optional(),
  lines: z
    .array(
      z.strictObject({
        id: Id,
        amount: Minor.optional(),
        discount: Minor.optional(),
        net: Minor.optional(),
        excluded: z.string().optional(),
        refused: z.string().optional(),
        clause: z.string().optional(),
      }),
    )
    .optional(),
  total: z.strictObject({ gross: Minor.optional(), discount: Minor.optional(), payable: Minor.optional() }).optional(),
  cards: Moves,
  refusals: Refusals,
  claims: z
    .array(z.strictObject({ rule: z.string(), line: Id, code: z.string(), required: Minor.optional() }))
    .optional(),
});

const Action = z.strictObject({
  at: At,
  action: z.enum(["block", "unblock", "withdraw", "end-participation", "replace", "refund-fee"]),
  by: z.enum(["cashier", "shift-manager", "call-centre", "head-office"]),
  card: z.strictObject({ number: z.string(), state: State, previousState: State.optional() }),
  reason: z.string().optional(),
  numberGiven: z.boolean().optional(),
  operationsSuspended: Span.optional(),
});

/** Sales at a till and moves of single cards. */
export const shopKinds = [
  kind({
    name: "sale",
    given: Sale,
    expect: SaleExpect,
    run: ({ pack }, given) => saleOf(priceBasket(pack, saleGiven(given)), given.claims ?? []),
  }),
  kind({
    name: "card-action",
    given: Action,
    expect: z.strictObject({ allowed: z.boolean().optional(), cards: Moves, refusals: Refusals }),
    run({ pack }, { action, by, card, reason, numberGiven }) {
      const previous = card.previousState && known(card.previousState);
      const asked = { number: card.number, status: statuses[card.state], previous };
      const moved = moveCard(pack, { move: action, by, card: asked, reason, numberGiven });
      if (!moved.ok) return { allowed: false, cards: [], refusals: [moved.refusal] };
      const { number, from, to } = moved.value;
      const cards = from === to ? [] : [{ number, from: stateOf(from), to: stateOf(to) }];
      return { allowed: true, cards, refusals: [] };
    },
  }),
];

function known(state: State): CardStatus | undefined {
  const status = statuses[state];
  return status === "unknown" ? undefined : status;
}

function stateOf(status: CardStatus): State | undefined {
  return State.options.find((state) => statuses[state] === status);
}

function withTime(at: string): string {
  return at.length === 16 ? `${at}:00` : at;
}

export function saleGiven(given: z.infer<typeof Sale>): PricingInput {
  const { card, programme, operationsSuspended: paused } = given;
  return {
    at: withTime(given.at),
    lines: given.lines.map(lineOf),
    card: card && {
      number: card.number,
      status: statuses[card.state],
      presentation: card.presentation,
      ...(card.programme === undefined ? {} : { programme: card.programme }),
      ...(card.blockReason === undefined ? {} : { reason: card.blockReason }),
      ...(card.blockedAt === undefined ? {} : { blockedAt: withTime(card.blockedAt) }),
    },
    facts: {
      "shop.kind": given.store.kind,
      "shop.openedOn": given.store.openedOn ?? null,
      "buyer.kind": given.buyer,
      "programme.terminatesOn": programme?.terminatesOn ?? null,
      "programme.suspendedFrom": programme?.suspended?.from ?? null,
      "programme.suspendedTo": programme?.suspended?.to ?? null,
      "operations.suspendedFrom": paused?.from ?? null,
      "operations.suspendedTo": paused?.to ?? null,
    },
  };
}

function lineOf(line: z.infer<typeof CardLine> | z.infer<typeof GoodsLine>): PricingLine {
  if (!("card" in line)) {
    const { id, category, unitPrice, qtyMilli, flags = [] } = line;
    return { id, category, flags, unitPriceMinor: unitPrice, qtyMilli };
  }
  const { number, state } = line.card;
  const blank = { number, status: statuses[state] };
  return { id: line.id, category: line.category, flags: [], unitPriceMinor: 0, qtyMilli: 1000, blank };
}

type Claim = { readonly rule: string; readonly line: string };

function saleOf(priced: ReturnType<typeof priceBasket>, claims: readonly Claim[]): unknown {
  const { grossMinor: gross, discountMinor: discount, payableMinor: payable } = priced.total;
  return {
    rateBp: priced.rateBp,
    eligibleBase: priced.bases["eligible"],
    lines: priced.lines.map((line) => ({
      id: line.id,
      amount: line.grossMinor,
      discount: line.discountMinor,
      net: line.netMinor,
      excluded: line.excluded?.code,
      refused: line.refused?.code,
      clause: line.clause,
    })),
    total: { gross, discount, payable },
    cards: priced.cardMoves.map(({ number, from, to }) => ({ number, from: stateOf(from), to: stateOf(to) })),
    refusals: priced.refusals,
    claims: claims.map((claim) => {
      const decided = decisionsOn(priced, claim.line).find(({ rule }) => rule === claim.rule);
      return { ...claim, code: decided?.code, required: decided?.required };
    }),
  };
}
