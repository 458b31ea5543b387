import type { FactValue, Ground, Message, MessageParam, Unmet } from "../offer/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import type { PricingRefusal } from "./priced-basket.ts";

/** A sentence of the pack with its figures; those that are undefined are left out. */
export function sentence(
  pack: Pack,
  template: string,
  params: Readonly<Record<string, MessageParam | undefined>>,
): Message {
  const given: Record<string, MessageParam> = {};
  for (const name of Object.keys(params)) {
    const param = params[name];
    if (param !== undefined) given[name] = param;
  }
  return { key: pack.messages[template] ? template : plainKey(template), params: given };
}

/** A key may name a fact, `excluded.{line.category}`: the text for its value, or the plain key where there is none. */
export function keyFor(pack: Pack, template: string, fact: (name: string) => FactValue | undefined): string {
  const key = template.replace(/\{([^}]+)\}/, (_, name: string) => String(fact(name) ?? ""));
  return pack.messages[key] ? key : plainKey(template);
}

const plainKey = (template: string): string => template.replace(/\.\{[^}]+\}$/, "");

/** What an offer says where it applies. */
export function offerText(pack: Pack, { clause, message }: Offer, rateBp: number): Message {
  return sentence(pack, message, { clause, rate: rateBp > 0 ? { bp: rateBp } : undefined });
}

/** A ground as people read it; its key may name one of the facts. */
export function spoken(
  pack: Pack,
  { code, clause, message }: Ground,
  fact: (name: string) => FactValue | undefined = () => undefined,
): PricingRefusal {
  return { code, clause, message: sentence(pack, keyFor(pack, message, fact), { clause }) };
}

/** Refusal of a rule with its figures, for people and programs. */
export function refusalOf(pack: Pack, found: Unmet, rule: { readonly clause: string; readonly rateBp?: number }) {
  const ground: Ground = found.ground ?? { code: "NOT_MET", clause: rule.clause, message: pack.explain.notInForce };
  const { actual, required, base, fact } = found;
  const figure = (value: number | string | undefined) => figureOf(pack, found, value);
  const params: Record<string, MessageParam | undefined> = {
    clause: ground.clause,
    rate: rule.rateBp === undefined ? undefined : { bp: rule.rateBp },
    actual: figure(actual),
    required: figure(required),
    missing: typeof actual === "number" && typeof required === "number" ? figure(required - actual) : undefined,
  };
  const message = sentence(pack, ground.message, params);
  return {
    code: ground.code,
    clause: ground.clause,
    message,
    ...(actual === undefined ? {} : { actual }),
    ...(required === undefined ? {} : { required }),
    ...(base === undefined ? {} : { base }),
    ...(fact === undefined ? {} : { fact }),
  };
}

/** A figure as what it measures: money, or a number of things. */
function figureOf({ bases, facts }: Pack, { base, fact }: Unmet, value: number | string | undefined) {
  if (typeof value !== "number") return value;
  const measure = bases[base ?? ""]?.measure ?? "amount";
  const isCount = fact === undefined ? measure !== "amount" && measure !== "discount" : facts[fact]?.type === "integer";
  return isCount ? { count: value } : { minor: value };
}
