import type { DeskInput, Refusal } from "../../contract/index.ts";
import { canonicalJson, ok, type Result } from "../../kernel/index.ts";
import { priceBasket, type PricedBasket } from "../../pricing/index.ts";
import { packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { deskPricing, isAsked, type DeskPricing } from "./desk-pricing.ts";
import { deskWords, type DeskWords } from "./desk-words.ts";
import { readDeskInput, type DeskAsked } from "./read-desk-input.ts";

/** A filled-in form priced, with everything that the words about it look at. */
export type Quoted = DeskPricing & {
  readonly asked: DeskAsked;
  readonly priced: PricedBasket;
  readonly words: DeskWords;
};

/** Prices a filled-in form at this moment: the same that selling or booking it would come to. */
export function priceDesk(ports: Ports, context: Context, input: DeskInput): Result<Quoted, Refusal> {
  const asked = readDeskInput(ports, context, input);
  return asked.ok ? ok(priceAsked(context, asked.value)) : asked;
}

export function priceAsked(context: Context, asked: DeskAsked): Quoted {
  const pricing = deskPricing(asked.pack, asked.form, asked.given);
  const words = deskWords(context, asked.desk);
  return { ...pricing, asked, words, priced: priceBasket(asked.pack, pricing.input) };
}

/** What was priced and by which rules, in 64 hex digits. */
export function hashOf(ports: Ports, { input, asked }: Quoted): string {
  return ports.digest(canonicalJson({ input, pack: asked.hash }));
}

/** The first thing that keeps it from being sold or booked. */
export function whyBlocked(context: Context, { asked, units, input, priced }: Quoted): string | null {
  const { form } = asked;
  const { say, locale } = context;
  const open = form.sections
    .flatMap(({ fields }) => fields)
    .find((field) => {
      return field.needed === true && isAsked(field, input.facts) && input.facts[field.fact] === null;
    });
  if (open) return say("desk.needed", { name: open.label[locale] });
  if (asked.given.lines.length === 0) return say(`desk.empty.${form.screen}`);
  if (units.length === 0) return say("desk.noNights");
  const refused = priced.lines.find((line) => line.refused)?.refused;
  return refused ? packSayBare(context, refused.message) : null;
}
