import type { Item } from "../../catalogue/index.ts";
import type { LocalDate, LocalDateTime } from "../../kernel/index.ts";
import { addDays, isDate, weekdayOf, type Facts, type FactValue } from "../../offer/index.ts";
import type { PricingInput, PricingOrder } from "../../pricing/index.ts";
import { factFromText, holds, type DeskField, type DeskForm, type Pack } from "../../programme/index.ts";

/** An article that is asked for, with the answers about it. */
export type DeskLine = { readonly id: string; readonly item: Item; readonly qty: number; readonly facts: Facts };

/** What a form was filled in with. */
export type DeskGiven = {
  /** Moment of settlement on the wall clock of the pack's time zone. */
  readonly at: LocalDateTime;
  readonly facts: Facts;
  readonly lines: readonly DeskLine[];
  readonly orders: readonly PricingOrder[];
  readonly choice?: string | undefined;
};

/** One line of the receipt to be: an article, or one night of one room. */
export type DeskUnit = {
  readonly id: string;
  readonly line: DeskLine;
  readonly unitPriceMinor: number;
  readonly qtyMilli: number;
  /** Where it is a night: the how-manieth, and the day on which it begins. */
  readonly night: { readonly number: number; readonly date: LocalDate } | null;
};

export type DeskPricing = { readonly input: PricingInput; readonly units: readonly DeskUnit[] };

/** As price lists and rules name the days, Monday first. */
export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** Prefix of the price of one weekday, or of one date, among an article's facts. */
export const dayPrice = "price.";

/** A filled-in form as the engine prices it. The golden cases and the desk's commands go through here alike. */
export function deskPricing(pack: Pack, form: DeskForm, given: DeskGiven): DeskPricing {
  const lines = given.lines.map((line) => ({ line, facts: articleFacts(pack, line.item) }));
  const stated = lines.flatMap(({ facts }) => Object.entries(facts).filter(([name]) => !name.startsWith("line.")));
  const asked = form.sections.flatMap(({ fields }) => fields);
  const facts = { ...answersTo(pack, asked, { given: given.facts }), ...Object.fromEntries(stated) };
  const units = given.lines.flatMap((line) => unitsOf(form, line, { facts, several: given.lines.length > 1 }));
  const factsOf = new Map(lines.map(({ line, facts: own }) => [line, own]));
  return {
    units,
    input: {
      at: given.at,
      card: null,
      lines: units.map((unit) => {
        const { id, line, unitPriceMinor, qtyMilli } = unit;
        const { category, flags } = line.item;
        const own = lineFacts(pack, form, { unit, facts: { ...facts, ...factsOf.get(line) } });
        return { id, category, flags, unitPriceMinor, qtyMilli, facts: own };
      }),
      facts,
      orders: given.orders,
      ...(given.choice === undefined ? {} : { choice: given.choice }),
    },
  };
}

/** What the price list says of an article, typed as the pack declares it. */
function articleFacts({ facts }: Pack, item: Item): Facts {
  const typed = Object.entries(item.facts ?? {}).flatMap(([name, text]) => {
    const declared = facts[name];
    const value = declared && factFromText(declared, text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(typed);
}

function lineFacts(pack: Pack, form: DeskForm, { unit, facts }: { unit: DeskUnit; facts: Facts }): Facts {
  const { line, night } = unit;
  const known = { ...facts, [form.product]: line.item.category };
  const answers = answersTo(pack, form.line, { given: { ...line.facts, ...ownFacts(facts) }, known });
  const { number, weekday } = form.nights ?? {};
  return {
    ...answers,
    ...ownFacts(facts),
    [form.product]: line.item.category,
    ...(night && number !== undefined ? { [number]: night.number } : {}),
    ...(night && weekday !== undefined ? { [weekday]: weekdays[weekdayOf(night.date) - 1] ?? "" } : {}),
  };
}

function ownFacts(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name.startsWith("line.")));
}

type Answered = { readonly given: Facts; readonly known?: Facts };

/** One answer for each question, in order: what was not asked or not answered is not known. */
function answersTo(pack: Pack, fields: readonly DeskField[], { given, known = {} }: Answered): Facts {
  const answers: Record<string, FactValue> = {};
  for (const field of fields) {
    const { fact } = field;
    answers[fact] = isAsked(field, { ...known, ...answers })
      ? (given[fact] ?? field.start ?? nothing(pack, fact))
      : nothing(pack, fact);
  }
  return answers;
}

export function isAsked({ when }: DeskField, known: Facts): boolean {
  return holds(when, known);
}

function nothing({ facts }: Pack, fact: string): FactValue {
  return facts[fact]?.type === "set" ? [] : null;
}

type Around = { readonly facts: Facts; readonly several: boolean };

function unitsOf({ nights }: DeskForm, line: DeskLine, { facts, several }: Around): DeskUnit[] {
  const { id, item, qty } = line;
  if (!nights) return [{ id, line, unitPriceMinor: item.priceMinor, qtyMilli: qty * 1000, night: null }];
  const [from, count] = [facts[nights.from], facts[nights.count]];
  if (typeof from !== "string" || !isDate(from) || typeof count !== "number") return [];
  return Array.from({ length: count }, (_, at) => {
    const night = { number: at + 1, date: addDays(from, at) };
    const unitPriceMinor = priceOn(item, night.date);
    return Array.from({ length: qty }, (__, room): DeskUnit => {
      const parts = [String(night.number), ...(several ? [id] : []), ...(qty > 1 ? [String(room + 1)] : [])];
      return { id: parts.join("."), line, unitPriceMinor, qtyMilli: 1000, night };
    });
  }).flat();
}

/** The price of a night: that of its date, else of its weekday, where the price list has one. */
function priceOn({ facts, priceMinor }: Item, date: LocalDate): number {
  const own = facts?.[`${dayPrice}${date}`] ?? facts?.[`${dayPrice}${weekdays[weekdayOf(date) - 1] ?? ""}`];
  return own === undefined ? priceMinor : Number(own);
}
