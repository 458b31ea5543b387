import type { Locale } from "../kernel/index.ts";
import type { Context } from "./context.ts";

/** The same surroundings, speaking another language. */
export function inLocale(context: Context, locale: Locale): Context {
  return { ...context, locale, say: context.texts.say(locale) };
}
