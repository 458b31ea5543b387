import { must } from "./broken.ts";
import type { HistoryRow, Looking } from "./office-book.ts";

const stops = ["blocked", "withdrawn"];
const office = "hq";

/**
 * What head office made of one change. A card is let free by head office itself, or by a till that knew of every stop:
 * its own, or those that were in the feed up to where it had read when it did it.
 */
export function judgeCards(looking: Looking, row: HistoryRow, id: string | undefined): void {
  const { number, terminal, status, disputed } = row;
  const cards = looking.office.cards;
  const known = cards.get(number) ?? [];
  if (disputed !== null) return;
  if (stops.includes(status)) {
    cards.set(number, [...known, { terminal, to: status, id }]);
    return;
  }
  if (known.length === 0) return;
  const knew = terminal === office || known.every((stop) => stop.terminal === terminal) || hadRead(looking, row, id);
  must(knew, () => `${terminal} lets ${number} free without knowing of ${JSON.stringify(known)}`);
  must(!known.some((stop) => stop.to === "withdrawn"), () => `${number} comes back from its withdrawal`);
  cards.set(number, []);
}

/** Whether the till had read the newest line about the card that was there when its change was judged. */
function hadRead({ world, facts, step, office: book }: Looking, row: HistoryRow, id: string | undefined): boolean {
  const lines = world.office.ledger.look<{ pos: number }>(
    "SELECT pos FROM feed WHERE kind = 'card-changed' AND body LIKE $1 ORDER BY pos DESC LIMIT 20",
    [`%${row.number}%`],
  );
  // The line that this very change brought is written in the same step.
  const before = lines.find(({ pos }) => (book.lineAt.get(pos) ?? step) < step);
  return id !== undefined && (facts.cursorAt(id) ?? 0) >= (before?.pos ?? 0);
}
