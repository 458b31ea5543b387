import { cardStatuses, maskCard } from "../../card/index.ts";
import { ok, type Result, z } from "../../kernel/index.ts";
import {
  CardLine,
  DisputedLine,
  type FeedLine,
  type KnownCard,
  type OwnMove,
  readable,
  takeCardLine,
  takeDispute,
  type TakenLine,
} from "../../sync/index.ts";
import { holdsCard, openBasket } from "../basket/open-basket.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";

export type FeedTaken = {
  /** Lines taken. */
  readonly taken: number;
  /** The page does not follow the cursor. */
  readonly gap: boolean;
  /** The next line is of a newer program. */
  readonly upgrade: boolean;
};

/**
 * Takes a page of the feed: what it changes and the cursor behind it, in one transaction. An open basket that holds a
 * card of it is priced anew. A page that follows another cursor changes nothing.
 */
export function takeFeed(ports: Ports, context: Context, lines: readonly FeedLine[]): Result<FeedTaken, never> {
  const { taken, gap, upgrade } = readable(lines, ports.sync.cursor());
  for (const line of taken) takeLine(ports, context, line);
  const last = taken.at(-1);
  if (last) ports.sync.moveCursor(last.pos);
  return ok({ taken: taken.length, gap, upgrade });
}

function takeLine(ports: Ports, context: Context, line: FeedLine): void {
  const card = line.kind === "card-changed" ? CardLine.safeParse(line.body).data : undefined;
  const disputed = line.kind === "disputed" ? DisputedLine.safeParse(line.body).data : undefined;
  if (card && isStatus(card.status)) return takeCard(ports, context, card);
  const ours = disputed !== undefined && isOurs(ports, disputed);
  if (disputed && !ours && disputed.terminal !== ports.sync.identity()?.terminal) return;
  // What this version does not read may be what the next one needs.
  ports.sync.keepLine(line);
  if (ours && disputed.number !== undefined) giveWay(ports, context, { number: disputed.number, seq: disputed.seq });
}

/**
 * Whether this till's own fact is meant, under whatever name and in whatever life it was sent: until it is found out,
 * another machine with a copy of these data writes under the same.
 */
function isOurs(ports: Ports, { terminal, generation, seq, fact }: DisputedLine): boolean {
  if (fact === undefined)
    return terminal === ports.sync.identity()?.terminal && generation === ports.journal.generation;
  return seq <= ports.journal.head().seq && ports.journal.since(seq - 1, 1)[0]?.fact.id === fact;
}

function takeCard(ports: Ports, context: Context, line: CardLine): void {
  const taken = takeCardLine(line, knownCard(ports, line.number));
  if (taken) keep(ports, context, taken);
}

/** Head office has not taken an own change over. */
function giveWay(ports: Ports, context: Context, { number, seq }: { readonly number: string; readonly seq: number }) {
  const taken = takeDispute(seq, knownCard(ports, number));
  if (taken) keep(ports, context, taken);
}

export function knownCard(ports: Ports, number: string): KnownCard {
  return {
    office: ports.sync.officeCard(number),
    local: ports.cards.find(number)?.status,
    own: ownMove(ports, number),
  };
}

/** Keeps head office's word on a card; where it holds here, an own change gives way to it. */
export function keep(ports: Ports, context: Context, { office, apply }: TakenLine): void {
  const { number, status } = office;
  const before = ports.cards.find(number);
  const programme = office.programme === "" ? (before?.programme ?? "") : office.programme;
  const came = before?.status === status ? before.previous : before?.status;
  const previous = office.previous === undefined ? came : office.previous;
  ports.sync.saveOfficeCard({ ...office, programme, previous: previous ?? null });
  if (!apply) return;
  ports.cards.giveWay(number);
  if (before?.status !== status) tell(ports, context, office);
}

/** A card is another here than a moment ago. */
export function tell(
  ports: Ports,
  context: Context,
  { number, status }: { readonly number: string; readonly status: string | undefined },
): void {
  const inOpenBasket = holdsCard(openBasket(ports, context), number);
  if (inOpenBasket) context.touched.add("basket");
  if (!inOpenBasket || (status !== "blocked" && status !== "withdrawn")) return;
  const masked = maskCard(number);
  context.blocked.push({ masked, text: context.say("card.blockedByOffice", { masked }), inOpenBasket });
}

function isStatus(text: string): boolean {
  return cardStatuses.some((status) => status === text);
}

const Move = z.object({ number: z.string(), to: z.string() });
const Sold = z.object({ cardMoves: z.array(Move) });

/** A card is seen at one till some dozen times between two changes of it here. */
const factsLooked = 200;

/** The newest change of a card that was made at this till. */
function ownMove(ports: Ports, number: string): OwnMove | undefined {
  for (const { seq, fact } of ports.journal.lastByRef(`card:${number}`, factsLooked)) {
    const moves =
      fact.kind === "card-moved"
        ? [Move.safeParse(fact.body).data]
        : fact.kind === "sale-completed"
          ? (Sold.safeParse(fact.body).data?.cardMoves ?? [])
          : [];
    const move = moves.findLast((each) => each?.number === number);
    if (move) return { id: fact.id, seq, to: move.to, at: fact.at };
  }
  return undefined;
}
