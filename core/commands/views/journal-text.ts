import { maskCard } from "../../card/index.ts";
import type { Json } from "../../kernel/index.ts";
import type { Fact } from "../../sync/index.ts";
import { formatMoney, formatQuantity } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { reasonText } from "./card-view.ts";

/** A fact in one sentence. Cards by their last four only; an unknown kind of a newer version by its name. */
export function journalText(context: Context, fact: Fact): string {
  const { texts, locale, say } = context;
  const key = `journal.${fact.kind}`;
  return texts.has(locale, key) ? say(key, paramsOf(context, fact.body)) : fact.kind;
}

/** Every plain field of the body as text: amounts, quantities, cards, roles and reasons by what their name says. */
function paramsOf(context: Context, body: Fact["body"]): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(body)) {
    const text = fieldText(context, { name, value, body });
    if (text !== null) params[name] = text;
  }
  return params;
}

function fieldText(context: Context, field: { name: string; value: Json; body: Fact["body"] }): string | null {
  const { name, value, body } = field;
  const { locale } = context;
  if (typeof value === "number") {
    if (name.endsWith("Minor")) return formatMoney(value, locale);
    if (name === "qtyMilli") return formatQuantity(value, body["unit"] === "kg" ? "kg" : "pcs", locale);
    return String(value);
  }
  if (typeof value !== "string") return null;
  if (name === "number" || name === "servedBy") return maskCard(value);
  if (name === "reason") return reasonText(context, value);
  const sent = `link.sent.role.${value}`;
  if (name === "role" && context.texts.has(locale, sent)) return context.say(sent);
  const named = wordLists.find((list) => list.field === name);
  if (named && context.texts.has(locale, `${named.words}.${value}${named.suffix}`)) {
    return context.say(`${named.words}.${value}${named.suffix}`);
  }
  return value;
}

const wordLists = [
  { field: "role", words: "role", suffix: "" },
  { field: "direction", words: "cashDirection", suffix: "" },
  { field: "to", words: "cardStatus", suffix: ".plain" },
  { field: "from", words: "cardStatus", suffix: ".plain" },
  { field: "command", words: "action", suffix: "" },
  { field: "what", words: "fee.event", suffix: "" },
  { field: "why", words: "linkStop", suffix: "" },
  { field: "rule", words: "link.sent.rule", suffix: "" },
  { field: "how", words: "newLife", suffix: "" },
] as const;
