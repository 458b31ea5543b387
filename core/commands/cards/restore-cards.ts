import { z } from "../../kernel/index.ts";
import { cardStatuses, type Card } from "../../card/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import type { Ports } from "../ports.ts";

const status = z.enum(cardStatuses);

/** The part of `sale-completed` and `card-moved` that changes cards. Older facts lack what was added later. */
const SaleMoves = z.object({
  pack: z.object({ id: z.string() }),
  cardMoves: z.array(z.object({ number: z.string(), from: status, to: status })),
});
const CardMoved = z.object({
  number: z.string(),
  from: status,
  to: status,
  ground: z.string().nullish(),
  programme: z.string().nullish(),
});

const pageSize = 1000;

/**
 * Takes the status of every card that this terminal has changed from the journal again, for when rows of the overlay
 * were lost: a blocked card must not serve because a disk forgot that it is blocked. Returns how many were put right.
 */
export function restoreCards(ports: Ports): number {
  const last = new Map<string, Card>();
  for (const card of movesIn(ports)) last.set(card.number, card);
  let restored = 0;
  for (const card of last.values()) {
    const known = ports.cards.find(card.number);
    // A snapshot newer than the terminal's own change knows better.
    if (known && (known.status === card.status || known.since > card.since)) continue;
    ports.cards.save({ ...card, programme: known?.programme ?? card.programme });
    restored += 1;
  }
  return restored;
}

function* movesIn(ports: Ports): Generator<Card> {
  let page = ports.journal.since(0, pageSize);
  while (page.length > 0) {
    for (const entry of page) yield* cardsMovedBy(entry);
    page = ports.journal.since(page.at(-1)?.seq ?? 0, pageSize);
  }
}

function cardsMovedBy({ fact }: JournalEntry): Card[] {
  if (fact.kind === "sale-completed") {
    const { pack, cardMoves } = SaleMoves.parse(fact.body);
    return cardMoves.map(({ number, from, to }) => ({
      number,
      programme: pack.id,
      status: to,
      since: fact.at,
      previous: from,
    }));
  }
  if (fact.kind !== "card-moved") return [];
  const { number, from, to, ground, programme } = CardMoved.parse(fact.body);
  const reason = ground ? { reason: ground } : {};
  return [{ number, programme: programme ?? "", status: to, since: fact.at, previous: from, ...reason }];
}
