import type { AnswerView, FeeView } from "../../contract/index.ts";
import type { LocalDate } from "../../kernel/index.ts";
import {
  entryDues,
  feeFor,
  feeSchedule,
  ineligibility,
  isFeeOpen,
  tariffFor,
  totalOf,
  type Fee,
  type MembershipPack,
} from "../../membership/index.ts";
import type { FactValue, Facts } from "../../offer/index.ts";
import { holds } from "../../programme/index.ts";
import { formatMoney } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { viewAnswer } from "../views/answer-view.ts";

export type Asked = {
  readonly pack: MembershipPack;
  readonly fields: readonly string[];
  /** Facts that count, dated. */
  readonly facts: Facts;
  readonly on: LocalDate;
};

/** A fee in figures and words: its row of the tariff, what is due on joining, what a paper would change. */
export function viewFee(context: Context, asked: Asked): FeeView {
  const { pack, fields, facts, on } = asked;
  const { locale } = context;
  const fee = feeFor(pack, facts);
  const { row } = tariffFor(pack, facts);
  const complete = fields.every((name) => facts[name] !== undefined);
  const dues = entryDues(pack, facts);
  const isUntold = fee.amountMinor === null && isFeeOpen(pack, facts);
  return {
    programme: pack.pack.id,
    on,
    fields: fields.map((name) => viewField(context, pack, { name, facts })),
    complete,
    amountMinor: fee.amountMinor,
    row: row?.title[locale] ?? null,
    clause: fee.clause,
    problem: fee.reason === null || isUntold ? null : problemOf(context, pack, fee),
    dues: pack.admission.parts.map(({ kind, clause }) => ({
      part: kind,
      title: titleIn(context, pack, kind),
      clause,
      amountMinor: dues[kind] ?? null,
    })),
    totalMinor: totalOf(dues),
    hint: hintOf(context, asked, fee),
    ineligible: ineligibleIn(context, pack, facts),
    papers: papersFor(context, pack, facts),
    years: yearsOf(context, asked),
  };
}

export function titleIn({ locale }: Context, { titles }: MembershipPack, name: string): string {
  return titles[name]?.[locale] ?? name;
}

type Named = { readonly name: string; readonly facts: Facts };

function viewField(context: Context, pack: MembershipPack, { name, facts }: Named): FeeView["fields"][number] {
  const { type = "text", values } = pack.facts[name] ?? {};
  return {
    fact: name,
    title: titleIn(context, pack, name),
    type,
    values: values?.map((value) => ({ value, title: titleIn(context, pack, value) })) ?? null,
    given: givenOf(facts[name]),
  };
}

function givenOf(value: FactValue | undefined): FeeView["fields"][number]["given"] {
  if (value === undefined || value === null) return null;
  return typeof value === "object" ? [...value] : value;
}

function problemOf(context: Context, pack: MembershipPack, { reason, clause }: Fee): AnswerView {
  return viewAnswer(context, pack, { outcome: "refused", reason, clause: clause ?? tariffClause(pack), facts: {} });
}

/** Where no row speaks of the person, the clause that asks for the fee. */
function tariffClause({ admission }: MembershipPack): string {
  return admission.parts.find(({ amountMinor }) => amountMinor === "tariff")?.clause ?? "";
}

/** What the fee would be with the paper that the tariff mentions. */
function hintOf(context: Context, { pack, facts }: Asked, fee: Fee): FeeView["hint"] {
  if (fee.hint === null) return null;
  const then = feeFor(pack, { ...facts, [fee.hint]: true }).amountMinor;
  if (then === null) return null;
  const paper = titleIn(context, pack, fee.hint);
  const text = context.say("fee.hint", { paper, amount: formatMoney(then, context.locale) });
  return { paper: fee.hint, text, amountMinor: then };
}

function ineligibleIn(context: Context, pack: MembershipPack, facts: Facts): AnswerView[] {
  return ineligibility(pack, facts).map((code) => {
    const clause = pack.eligibility.find((rule) => rule.code === code)?.clause ?? "";
    return viewAnswer(context, pack, { outcome: "refused", reason: code, clause, facts: {} });
  });
}

function papersFor(context: Context, pack: MembershipPack, facts: Facts): FeeView["papers"] {
  return pack.papers.admission
    .filter(({ when }) => holds(when, facts))
    .map(({ doc, clause, count, names = [] }) => {
      const sets = count === undefined ? null : facts[count];
      return {
        doc,
        title: titleIn(context, pack, doc),
        clause,
        count: typeof sets === "number" ? sets : null,
        names: names.map((name) => ({ name, title: titleIn(context, pack, name) })),
      };
    });
}

/** The fee is one for the whole calendar year: this one's is that of joining, the next begins on 1 January. */
function yearsOf(context: Context, { pack, facts, on }: Asked): FeeView["years"] {
  const until = `${Number(on.slice(0, 4)) + 1}-12-31`;
  return feeSchedule(pack, facts, { effective: on, until }).map(({ year, amountMinor, entry }) => ({
    year,
    amountMinor,
    text: context.say(entry ? "fee.firstYear" : "fee.nextYear", { year }),
  }));
}
