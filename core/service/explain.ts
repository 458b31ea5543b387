import { ok, present, refuse, type Locale, type Result, type Text } from "../kernel/index.ts";
import type { FactValue, Facts, MessageParam } from "../offer/index.ts";
import { figuresIn } from "../offer/index.ts";
import { clauseName, type AnswerLanguage, type Phrase, type Regulation } from "../regulation/index.ts";
import { formatMessage } from "../text/index.ts";
import type { AnswerPart, ServicePack } from "./pack.ts";

export type Explanation = {
  readonly language: AnswerLanguage;
  readonly outcome: "granted" | "refused";
  readonly reason: string | null;
  readonly clause: string;
  /** The parts that the standard demands, none of them empty. */
  readonly parts: Readonly<Partial<Record<AnswerPart, string>>>;
};

/** An answer that cannot be shown: a part of it has no words. */
export type ExplanationRefusal = { readonly kind: "part-missing"; readonly part: AnswerPart };

export type Answered = {
  readonly outcome: "granted" | "refused";
  readonly reason: string | null;
  readonly clause: string | null;
  /** Figures for the sentences. */
  readonly facts: Facts;
  /** Names of statuses and the like that stand among the figures. */
  readonly titles?: Readonly<Record<string, Text>>;
};

/** Puts a decision into words: the parts the standard demands, in one language. Codes never depend on the language. */
export function explain(
  standard: Pick<ServicePack, "explain">,
  { pack, answered }: { readonly pack: Regulation; readonly answered: Answered },
  language: AnswerLanguage,
): Result<Explanation, ExplanationRefusal> {
  const { outcome, reason, clause } = answered;
  if (clause === null || clause === "") return refuse({ kind: "part-missing", part: "clause" });
  const parts: Partial<Record<AnswerPart, string>> = {};
  for (const part of standard.explain[outcome]) {
    const wording = wordingOf(pack, answered, part);
    const text =
      wording && say(wording, { ...answered, clause: clauseName(pack, clause, localeOf(language)) }, language);
    if (!text) return refuse({ kind: "part-missing", part });
    parts[part] = text;
  }
  return ok({ language, outcome, reason, clause, parts });
}

function wordingOf(pack: Regulation, { outcome, reason }: Answered, part: AnswerPart): readonly Phrase[] | undefined {
  const own = reason === null ? undefined : pack.reasons[reason];
  switch (part) {
    case "outcome":
      return pack.answers[outcome];
    case "why":
      return own?.why;
    case "clause":
      return pack.answers.clause;
    case "next_step":
      return own && pack.phrases[own.nextStep];
    case "alternative":
      return own && pack.phrases[own.alternative];
    case "remaining":
      return pack.answers.remaining;
    case "how_to_appeal":
      return pack.answers.howToAppeal;
  }
}

/** The first sentence whose figures are all known. */
function say(wording: readonly Phrase[], { clause, facts, titles }: Answered, language: AnswerLanguage): string {
  const locale = localeOf(language);
  const named = Object.entries(facts).flatMap(([name, value]) => {
    const param = paramOf(value, (id) => titles?.[id]?.[locale] ?? id);
    return param === null ? [] : [[name, param] as const];
  });
  const params: Readonly<Record<string, MessageParam>> = { ...Object.fromEntries(named), clause: clause ?? "" };
  const fitting = wording.find((phrase) => figuresIn(phrase[language]).every((name) => params[name] !== undefined));
  const phrase = fitting ?? present(wording.at(-1), "wording");
  return formatMessage({ ...phrase, ru: language === "ru-plain" ? phrase["ru-plain"] : phrase.ru }, params, locale);
}

const localeOf = (language: AnswerLanguage): Locale => (language === "ru-plain" ? "ru" : language);

function paramOf(value: FactValue, titleOf: (id: string) => string): MessageParam | null {
  if (typeof value === "number") return { count: value };
  if (typeof value === "string") return titleOf(value);
  return Array.isArray(value) && value.length > 0 ? value.map(titleOf).join(", ") : null;
}
