import type { CardView, Refusal } from "../../contract/index.ts";
import { maskCard } from "../../card/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewCard } from "../views/card-view.ts";

/** A card by its number, with what happened to it at this terminal and what may be done with it. */
export function findCard(
  ports: Ports,
  context: Context,
  input: { readonly number: string },
): Result<CardView, Refusal> {
  const card = ports.cards.find(input.number);
  if (!card) return refusal(context, "card-unknown", { params: { masked: maskCard(input.number) } });
  return ok(viewCard(ports, context, card));
}
