import type { Locale, Text } from "../kernel/index.ts";
import type { MessageParam } from "../offer/index.ts";
import { formatCount, formatDate, formatMoney, formatPercent, formatQuantity } from "./format.ts";

/** One figure of a pack's message as the language writes it. */
export function formatParam(param: MessageParam, locale: Locale): string {
  if (typeof param === "string") return param;
  if ("minor" in param) return formatMoney(param.minor, locale);
  if ("bp" in param) return formatPercent(param.bp, locale);
  if ("milli" in param) return formatQuantity(param.milli, param.unit, locale);
  if ("date" in param) return formatDate(param.date);
  return formatCount(param.count, locale);
}

/**
 * A pack's sentence with its figures put in: `{name}` is replaced by the parameter of that name. A name without a
 * parameter stays visible in braces, so that a faulty pack shows where it is wrong.
 */
export function formatMessage(text: Text, params: Readonly<Record<string, MessageParam>>, locale: Locale): string {
  return fill(text[locale], params, locale);
}

/** The same without its clause (`, п. {clause}`), for screens that show the clause apart or not at all. */
export function formatWithoutClause(
  text: Text,
  params: Readonly<Record<string, MessageParam>>,
  locale: Locale,
): string {
  return fill(text[locale].replaceAll(/,\s\S+\s\{clause\}/g, ""), params, locale);
}

function fill(template: string, params: Readonly<Record<string, MessageParam>>, locale: Locale): string {
  return template.replaceAll(/\{([\w.-]+)\}/g, (whole, name: string) => {
    const param = params[name];
    return param === undefined ? whole : formatParam(param, locale);
  });
}
