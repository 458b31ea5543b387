import type { Context } from "../context.ts";

/** The currency as people at the till call it: `руб.`; its code where there is no such word. */
export function currencyLabel(context: Pick<Context, "texts" | "locale" | "say">, currency: string): string {
  const key = `currency.${currency}`;
  return context.texts.has(context.locale, key) ? context.say(key) : currency;
}
