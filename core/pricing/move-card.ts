import type { CardNumber, CardStatus } from "../card/index.ts";
import { ok, refuse, type Result } from "../kernel/index.ts";
import type { Ground, Message } from "../offer/index.ts";
import type { CardRules, Pack } from "../programme/index.ts";
import type { CardMove, PricingRefusal } from "./priced-basket.ts";
import { keyFor, sentence } from "./words.ts";

/** A wish to move one card by hand: block it, withdraw it, … */
export type CardMoveRequest = {
  readonly move: string;
  readonly card: {
    readonly number: CardNumber;
    readonly status: CardStatus | "unknown";
    readonly previous?: CardStatus | undefined;
  };
  /** Role of the person who asks, by the pack's own names. */
  readonly by: string;
  readonly reason?: string | undefined;
  /** Whether the card's number was named; true unless stated. */
  readonly numberGiven?: boolean | undefined;
};

/**
 * Decides a move of a card under the pack: forbidden moves, then the role, then what the move needs, then the card's
 * status. A move to the status the card has already is allowed and changes nothing (`from` equals `to`).
 */
export function moveCard(pack: Pack, request: CardMoveRequest): Result<CardMove, PricingRefusal> {
  const rules = pack.card;
  const { card, by, numberGiven = true } = request;
  const forbidden = rules?.forbidden.find(({ move }) => move === request.move);
  const move = rules?.moves.find((one) => one.move === request.move);
  const say = (ground: Ground) => refuse(spokenMove(pack, ground, request.move));
  if (forbidden) return say(forbidden.else);
  if (!rules || !move) return say(rules?.refusals.transition ?? unknownMove);
  if (!move.by.includes(by)) return say(rules.refusals.role);
  if (move.needs?.includes("number") && !numberGiven) return say(rules.refusals.number);
  if (move.needs?.includes("reason") && !request.reason?.trim()) return say(rules.refusals.reason);
  const from = move.from.find((status) => status === card.status);
  if (from === undefined) return say(rules.refusals.transition);
  const to = move.to === "previous" ? (card.previous ?? rules.activate.to) : move.to;
  const mark = move.marks ?? request.reason;
  return ok({
    number: card.number,
    from,
    to,
    move: move.move,
    clause: move.clause,
    ...(mark === undefined ? {} : { reason: mark }),
  });
}

const unknownMove: Ground = { code: "TRANSITION_NOT_ALLOWED", clause: "-", message: "-" };

/** A move that the pack knows for a status: for screens. `refusal`: never allowed, to nobody. */
export type KnownMove = {
  readonly move: string;
  readonly clause: string;
  readonly title: Message;
  readonly by: readonly string[];
  readonly refusal: PricingRefusal | null;
};

/** The moves by hand that a card of this status may make, and those that the pack forbids with their ground. */
export function cardMovesOf(pack: Pack, status: CardStatus): KnownMove[] {
  const rules = pack.card;
  if (!rules) return [];
  const known = rules.moves.filter(({ from, to }) => from.includes(status) && to !== status);
  return [
    ...known.map(({ move, clause, message, by }) => {
      return { move, clause, by, title: sentence(pack, message, { clause }), refusal: null };
    }),
    ...rules.forbidden.map(({ move, title, else: ground }) => {
      const { clause } = ground;
      const refusal = spokenMove(pack, ground, move);
      return { move, clause, by: [], title: sentence(pack, title, { clause }), refusal };
    }),
  ];
}

function spokenMove(pack: Pack, { code, clause, message }: Ground, move: string): PricingRefusal {
  const price = pack.card && { minor: cardPrice(pack.card) };
  return {
    code,
    clause,
    message: sentence(
      pack,
      keyFor(pack, message, () => move),
      { clause, price },
    ),
  };
}

/** What a card costs when nothing makes it cheaper, in minor units; 0 where the pack sells no cards. */
export function cardPriceOf(pack: Pack): number {
  return pack.card ? cardPrice(pack.card) : 0;
}

function cardPrice(rules: CardRules): number {
  return rules.prices.at(-1)?.amountMinor ?? 0;
}
