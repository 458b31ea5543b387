import { emptyBasket, isEmpty, wayBack, type Basket, type BasketRefusal } from "../../basket/index.ts";
import type { Refusal } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { packOf, refusal, type Context } from "../context.ts";
import type { Ports, Said, UndoStep } from "../ports.ts";

const undoDepth = 20;
/** So many outlive a restart: they cost 3 % of the row's write at 20 lines, 1 % at 200; all of them cost 13 and 9 %. */
const storedDepth = 10;

/** The open basket, or a fresh one that is stored with its first change. */
export function openBasket(ports: Ports, context: Context): Basket {
  const by = context.operator?.id ?? "system";
  return ports.baskets.open() ?? freshBasket(context, by);
}

function freshBasket(context: Context, by: string): Basket {
  return emptyBasket(context.terminal.freshBasket, context.now, by);
}

/** Begins the next purchase: nothing of the last one can be undone. Answers the empty basket. */
export function startFresh(ports: Ports, context: Context): Basket {
  const { terminal } = context;
  terminal.freshBasket = ports.ids.next();
  terminal.begunWith = null;
  terminal.undo = [];
  terminal.recovered = false;
  context.touched.add("basket");
  return freshBasket(context, context.operator?.id ?? "system");
}

/** Stores a change of the open basket; `said` is what undo will call it. */
export function saveBasket(ports: Ports, context: Context, step: { before: Basket; after: Basket; said: Said }) {
  const { before, after, said } = step;
  const steps = [...context.terminal.undo, { kind: "change" as const, back: wayBack(before, after), said }];
  storeBasket(ports, context, { basket: after, undo: steps.slice(-undoDepth) });
}

/** Stores the open basket with what can be taken back of it. */
export function storeBasket(
  ports: Ports,
  context: Context,
  open: { readonly basket: Basket; readonly undo: readonly UndoStep[] },
): void {
  const { terminal } = context;
  const { pack = packOf(context).hash, ...basket } = open.basket;
  terminal.begunWith = isEmpty(basket) ? null : pack;
  ports.baskets.saveOpen(isEmpty(basket) ? basket : { ...basket, pack }, open.undo.slice(-storedDepth));
  terminal.undo = open.undo;
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
