import type { DeskQuote } from "../../contract/index.ts";
import { priceBasket } from "../../pricing/index.ts";
import type { Context } from "../context.ts";
import { deskPricing, isAsked } from "./desk-pricing.ts";
import type { Quoted } from "./price-desk.ts";

/** Documents not shown yet that would make it cheaper: found out by pricing it as if they were. */
export function missingEvidence(context: Context, { asked, input, priced }: Quoted): DeskQuote["evidence"] {
  const { pack, form, given } = asked;
  const fields = form.sections.flatMap((section) => section.fields);
  return fields.flatMap((field) => {
    const { fact, label, clause = "" } = field;
    const declared = pack.facts[fact];
    const isDocument = declared?.type === "boolean" && declared.evidence !== undefined;
    if (!isDocument || input.facts[fact] === true || !isAsked(field, input.facts)) return [];
    const shown = deskPricing(pack, form, { ...given, facts: { ...given.facts, [fact]: true } });
    const savesMinor = priced.total.payableMinor - priceBasket(pack, shown.input).total.payableMinor;
    return savesMinor > 0 ? [{ fact, text: label[context.locale], clause, savesMinor }] : [];
  });
}
