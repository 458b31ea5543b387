import type { Locale, Text } from "../kernel/index.ts";
import { locales } from "../kernel/index.ts";
import type { MessageParam } from "../offer/index.ts";
import type { PricingInput } from "../pricing/index.ts";
import type { PackProblem } from "../programme/index.ts";
import { formatParam } from "../text/index.ts";
import { findingTexts, type FindingKind } from "./finding-texts.ts";

/** What an author of a pack cannot see: in which rule, by which clause, why, and a receipt that shows it. */
export type Finding = {
  readonly severity: "error" | "warning";
  readonly kind: FindingKind | PackProblem["kind"];
  readonly rule: string;
  readonly clause: string;
  readonly text: Text;
  /** A real receipt, priced by the engine. */
  readonly example?: PricingInput;
};

/** The rule that a finding is about; `-` where it is about the whole pack. */
export type Subject = { readonly rule: string; readonly clause: string };

/** A figure of a finding's text, or words that differ by language. */
export type Figure = MessageParam | Text;

export function finding(
  kind: FindingKind,
  { rule, clause }: Subject,
  { figures = {}, example }: { figures?: Readonly<Record<string, Figure>>; example?: PricingInput | undefined } = {},
): Finding {
  const { severity, ...templates } = findingTexts[kind];
  const fill = (locale: Locale) =>
    templates[locale].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const figure = figures[name];
      return figure === undefined ? whole : wordsOf(figure, locale);
    });
  const text = { ru: fill("ru"), be: fill("be"), en: fill("en") };
  return { severity, kind, rule, clause, text, ...(example ? { example } : {}) };
}

function wordsOf(figure: Figure, locale: Locale): string {
  return typeof figure === "object" && "ru" in figure ? figure[locale] : formatParam(figure, locale);
}

/** Several figures as one, each written as the language writes it. */
export function listed(figures: readonly Figure[], between = ", "): Text {
  const [ru, be, en] = locales.map((locale) => figures.map((figure) => wordsOf(figure, locale)).join(between));
  return { ru: ru ?? "", be: be ?? "", en: en ?? "" };
}
