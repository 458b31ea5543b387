import type { AnswerView, Refusal, RefusalKind } from "../../contract/index.ts";
import { assert, refuse, type Result } from "../../kernel/index.ts";
import { clauseName, type AnswerLanguage, type Regulation } from "../../regulation/index.ts";
import { answerParts, explain, type Answered, type AnswerPart, type ServicePack } from "../../service/index.ts";
import type { Context } from "../context.ts";
import { regulationsHere } from "../programme/regulation-at.ts";

/** What is said where no standard of service applies at the desk: everything that there are words for. */
const everyPart = {
  refused: ["outcome", "why", "clause", "next_step", "alternative", "how_to_appeal"],
  granted: ["outcome", "clause", "remaining"],
} as const satisfies Record<"refused" | "granted", readonly AnswerPart[]>;

/** A decision in the words of its rules and in the parts that the standard of service asks for. */
export function viewAnswer(context: Context, pack: Regulation, answered: Answered): AnswerView {
  const { outcome, reason, clause } = answered;
  const parts = (language: AnswerLanguage) => partsIn(language, { context, pack, answered });
  return {
    granted: outcome === "granted",
    reason,
    clause: clause ?? "",
    rule: clauseName(pack, clause ?? "", context.locale),
    parts: parts(context.locale),
    // Short sentences are written in Russian only.
    plain: context.locale === "ru" ? parts("ru-plain").map(({ text }) => text) : [],
  };
}

type Said = { readonly context: Context; readonly pack: Regulation; readonly answered: Answered };

function partsIn(language: AnswerLanguage, { context, pack, answered }: Said): AnswerView["parts"] {
  const said = explain(standardOf(context, pack), { pack, answered }, language);
  assert(said.ok, "an answer has words for each of its parts");
  return answerParts.flatMap((part) => {
    const text = said.value.parts[part];
    return text === undefined ? [] : [{ part, text }];
  });
}

function standardOf(context: Context, { pack: { id } }: Regulation): Pick<ServicePack, "explain"> {
  const standard = regulationsHere(context, "service").find(
    ({ pack: { appliesTo } }) => appliesTo.includes("*") || appliesTo.includes(id),
  );
  return (
    standard?.pack ?? {
      explain: { clause: "", languages: [], refused: [...everyPart.refused], granted: [...everyPart.granted] },
    }
  );
}

/** The same as a refusal of a command: why, by which rule, what to do next and what else there is. */
export function refuseInWords(
  kind: RefusalKind,
  { parts, clause, rule, reason }: AnswerView,
  details: NonNullable<Refusal["details"]> = {},
): Result<never, Refusal> {
  const texts = (...wanted: readonly AnswerPart[]) =>
    parts.flatMap(({ part, text }) => (wanted.includes(part) ? [text] : []));
  const isNumbered = rule === clause;
  return refuse({
    kind,
    message: (isNumbered ? texts("outcome", "why") : texts("outcome", "why", "clause")).join(". "),
    ...(isNumbered ? { clause } : {}),
    steps: texts("next_step", "alternative", "how_to_appeal"),
    details: { reason, clause, ...details },
  });
}

/** Why alone, said beside an answer that it does not change. */
export function whyText({ locale }: Context, pack: Regulation, reason: string): string {
  return pack.reasons[reason]?.why.at(-1)?.[locale] ?? reason;
}
