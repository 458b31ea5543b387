import type { Explanation, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { may } from "../../shift/index.ts";
import { packOf, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { explainReceipt } from "../views/explain-receipt.ts";
import { explainLine } from "../views/explanation.ts";
import { askAnew, readUnderOthers } from "../views/why-questions.ts";
import { openBasket } from "./open-basket.ts";
import { priceOpen, type Priced } from "./price-open.ts";

type Explain = { readonly lineId: string | null; readonly readings?: boolean | undefined };

/**
 * Why a line, or the whole receipt, costs what it costs: shelf price, every rule and what became of it, the result;
 * what would save more, and why not the rules that lost. `readings`: what another meaning of the document would come
 * to, for whoever answers for the choice of it.
 */
export function explain(ports: Ports, context: Context, input: Explain): Result<Explanation, Refusal> {
  const basket = openBasket(ports, context);
  const asked = priceOpen(ports, context, basket);
  const line = basket.lines.find((each) => each.id === input.lineId);
  if (input.lineId !== null && !line) return refusal(context, "line-unknown");
  if (input.readings === true && !mayCompareReadings(context)) return refusal(context, "not-permitted");
  const told = line ? explainLine(context, line, asked.priced) : explainReceipt(context, basket, asked.priced);
  return ok({
    ...told,
    questions: askAnew(context, asked, input.lineId),
    readings: input.readings === true ? otherReadings(ports, context, asked) : null,
    document: packOf(context).pack.pack.document.title[context.locale],
  });
}

function mayCompareReadings({ operator }: Context): boolean {
  return operator !== null && may(operator, "settings.change");
}

function otherReadings(ports: Ports, context: Context, asked: Priced): NonNullable<Explanation["readings"]> {
  const { hash } = packOf(context);
  const stored = ports.packs.list().find((each) => each.hash === hash);
  return stored ? readUnderOthers(context, stored.json, asked) : [];
}
