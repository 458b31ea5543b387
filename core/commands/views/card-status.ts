import type { Card } from "../../card/index.ts";
import { formatDate } from "../../text/index.ts";
import { localAt, type Context } from "../context.ts";

/** `Действует с 14.10.2025`, without a date where none is known. The reason of a block is never said. */
export function cardStatusText(context: Context, card: Card): string {
  const { say } = context;
  if (card.since <= 0) return say(`cardStatus.${card.status}.plain`);
  return say(`cardStatus.${card.status}.since`, { date: formatDate(localAt(context, card.since)) });
}
