import { maskCard } from "../../card/index.ts";
import type { Refusal, SuspendedView } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { itemName } from "./open-basket.ts";
import { priceOpen } from "./price-open.ts";

/** Baskets put aside, oldest first, with what each would cost now. */
export function listSuspended(ports: Ports, context: Context): Result<SuspendedView[], Refusal> {
  const rows = ports.baskets.suspended().map(({ basket, at, by }) => {
    const first = basket.lines[0];
    return {
      id: basket.id,
      at,
      operator: ports.operators.find(by)?.name ?? by,
      positions: basket.lines.length,
      payableMinor: priceOpen(ports, context, basket).priced.total.payableMinor,
      card: basket.card ? maskCard(basket.card.number) : null,
      firstLine: first ? itemName(context, first.item) : "",
    };
  });
  return ok(rows);
}
