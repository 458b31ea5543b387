import { maskCard, type Card } from "../../card/index.ts";
import type { CardView, Refusal } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import { moveCard as decideMove, type CardMove } from "../../pricing/index.ts";
import { holdsCard, openBasket } from "../basket/open-basket.ts";
import { packOf, packSay, record, refusal, type Context } from "../context.ts";
import { stalenessNow } from "../link/link-state.ts";
import { permitWhen } from "../permit.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { viewCard } from "../views/card-view.ts";

type Override = { readonly operatorId: string; readonly pin: string } | undefined;
export type MoveCard = {
  readonly number: string;
  readonly move: string;
  readonly reason: string;
  readonly source?: string;
  readonly override?: Override;
};

export type BlockCard = {
  readonly number: string;
  readonly reason: "lost" | "damaged" | "holder-request" | "fraud";
  readonly source: string;
  readonly override?: Override;
};

/** Blocks a card at once, here and in the basket that lies open. */
export function blockCard(ports: Ports, context: Context, input: BlockCard): Result<CardView, Refusal> {
  return moveCard(ports, context, { ...input, move: "block" });
}

/**
 * Any move of a card that the programme knows. The pack says who may; for a cashier a manager consents by PIN and both
 * are recorded. A move to where the card is already changes nothing.
 */
export function moveCard(ports: Ports, context: Context, input: MoveCard): Result<CardView, Refusal> {
  const card = ports.cards.find(input.number);
  if (!card) return refusal(context, "card-unknown", { params: { masked: maskCard(input.number) } });
  const { pack } = packOf(context);
  const decide = (role: string) => decideMove(pack, { move: input.move, card, by: role, reason: input.reason });
  const mayAnyone = pack.card?.moves.find((move) => move.move === input.move)?.by ?? [];
  // What nobody may, or what the status forbids, is refused before anyone is asked for a PIN.
  const asManager = decide(mayAnyone[0] ?? context.operator?.role ?? "");
  if (!asManager.ok) return notMoved(context, asManager.refusal);
  const overridable = mayAnyone.includes("shift-manager");
  const consent = permitWhen(ports, context, {
    command: `card.${input.move}`,
    overridable,
    input,
    allowed: (operator) => mayAnyone.includes(operator.role),
  });
  if (!consent.ok)
    return overridable
      ? consent
      : notMoved(context, present(refusalOf(decide(context.operator?.role ?? "")), "refusal"));
  const decided = decide(consent.value?.role ?? context.operator?.role ?? "");
  if (!decided.ok) return notMoved(context, decided.refusal);
  if (needsOffice(ports, context, decided.value))
    return refusal(context, "office-needed", { clause: decided.value.clause });
  const moved =
    decided.value.from === decided.value.to
      ? card
      : apply(ports, { ...context, override: consent.value }, { card, input, move: decided.value });
  return ok(viewCard(ports, context, moved));
}

/** What another till or head office may have stopped meanwhile is let free only with the newest word of head office. */
function needsOffice(ports: Ports, context: Context, { from, to }: CardMove): boolean {
  const frees = from === "blocked" && to !== "blocked" && to !== "withdrawn";
  return frees && stalenessNow(ports, context).limits.includes("no-unblock");
}

type Decided = ReturnType<typeof decideMove>;

function refusalOf(decided: Decided) {
  return decided.ok ? undefined : decided.refusal;
}

function notMoved(context: Context, refused: NonNullable<ReturnType<typeof refusalOf>>) {
  const { code, clause, message } = refused;
  return refusal(context, "card-move-refused", { message: packSay(context, message), clause, details: { code } });
}

function apply(ports: Ports, context: Context, of: { card: Card; input: MoveCard; move: CardMove }): Card {
  const { card, input, move } = of;
  const moved: Card = {
    number: card.number,
    programme: card.programme,
    status: move.to,
    since: context.now,
    previous: card.status,
    ...(move.reason === undefined ? {} : { reason: move.reason }),
  };
  ports.cards.save(moved);
  const seen = ports.sync.officeCard(card.number)?.epoch;
  const body = {
    number: card.number,
    move: move.move,
    from: move.from,
    to: move.to,
    clause: move.clause,
    reason: input.reason,
    ground: move.reason ?? null,
    programme: card.programme,
    source: input.source ?? "",
    operator: context.operator?.name ?? "",
    // Head office lets a stopped card free only for a till that knew of every stop.
    ...(seen === undefined ? {} : { seen }),
  };
  record(ports, context, { kind: "card-moved", body: toJson(body), refs: [`card:${card.number}`] });
  if (move.to === "blocked" || move.to === "withdrawn") tellBlocked(ports, context, card);
  return moved;
}

function tellBlocked(ports: Ports, context: Context, card: Card): void {
  const basket = openBasket(ports, context);
  const inOpenBasket = holdsCard(basket, card.number);
  const masked = maskCard(card.number);
  context.blocked.push({ masked, text: context.say("card.blockedNow", { masked }), inOpenBasket });
  if (inOpenBasket) context.touched.add("basket");
}
