import { emptyBasket, type Basket, type BasketRefusal } from "../../basket/index.ts";
import type { Refusal } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { refusal, type Context, type Said } from "../context.ts";
import type { Ports } from "../ports.ts";

const undoDepth = 20;

/** The open basket, or a fresh one that is stored with its first change. */
export function openBasket(ports: Ports, context: Context): Basket {
  const by = context.operator?.id ?? "system";
  return ports.baskets.open() ?? freshBasket(context, by);
}

function freshBasket(context: Context, by: string): Basket {
  return emptyBasket(context.terminal.freshBasket, context.now, by);
}

/** Begins the next purchase: nothing of the last one can be undone. Answers the empty basket. */
export function startFresh(ports: Ports, context: Context, undo: Context["terminal"]["undo"] = []): Basket {
  const { terminal } = context;
  terminal.freshBasket = ports.ids.next();
  terminal.undo = undo;
  terminal.recovered = false;
  context.touched.add("basket");
  return freshBasket(context, context.operator?.id ?? "system");
}

/** Stores a change of the open basket; `said` is what undo will call it, null for what cannot be undone. */
export function saveBasket(ports: Ports, context: Context, step: { before: Basket; after: Basket; said: Said | null }) {
  const { before, after, said } = step;
  ports.baskets.saveOpen(after);
  const { terminal } = context;
  if (said) terminal.undo = [...terminal.undo, { kind: "basket" as const, basket: before, said }].slice(-undoDepth);
  terminal.recovered = false;
  context.touched.add("basket");
}

/** Whether the card is shown in the basket or sold on it. */
export function holdsCard(basket: Basket, number: string): boolean {
  return basket.card?.number === number || basket.lines.some((line) => line.blank?.number === number);
}

/** A basket operation's refusal in words. */
export function basketRefusal(context: Context, refused: BasketRefusal): Result<never, Refusal> {
  return refusal(context, refused.kind);
}

/** Name of the goods or the card on a line, in the operator's language. */
export function itemName(
  context: Context,
  item: { readonly name: { readonly ru: string; readonly en: string; readonly be?: string | undefined } },
): string {
  const { name } = item;
  return context.locale === "be" ? (name.be ?? name.ru) : name[context.locale];
}
