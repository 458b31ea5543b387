import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerView, RedemptionView } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { Band, Button, CircleX } from "../ui/index.ts";
import type { Redeem } from "./use-redeem.ts";

export type MemberRefusalProps = { readonly redeem: Redeem; readonly quote: RedemptionView };

/** Why it cannot be granted, by which rule, what can be had instead and when there is more. */
export function MemberRefusal({ redeem, quote }: MemberRefusalProps) {
  const { t } = useTranslation("reception");
  const { answer, offerUnits, againOn } = quote;
  return (
    <AnswerBand answer={answer} testId="refusal">
      {againOn !== null && <p className="text-small">{t("member.again", { date: formatDate(againOn) })}</p>}
      {offerUnits !== null && offerUnits > 0 && (
        <div className="member-band-steps">
          <Button wide testId="take-rest" onPress={() => redeem.setUnits(String(offerUnits))}>
            {t("member.takeRest", { count: offerUnits })}
          </Button>
        </div>
      )}
    </AnswerBand>
  );
}

export type AnswerBandProps = {
  readonly answer: AnswerView;
  readonly testId: string;
  readonly children?: ReactNode;
};

/** A refusal in all the parts that the standard of service asks for; on request in short sentences. */
export function AnswerBand({ answer, testId, children }: AnswerBandProps) {
  const { t } = useTranslation("reception");
  const [isPlain, setPlain] = useState(false);
  const text = (wanted: string) => answer.parts.find(({ part }) => part === wanted)?.text;
  const rest = answer.parts.filter(({ part }) => part !== "outcome" && part !== "why");
  return (
    <Band tone="refusal" icon={CircleX} title={text("why") ?? text("outcome") ?? ""} testId={testId}>
      {isPlain
        ? answer.plain.map((sentence) => <p key={sentence}>{sentence}</p>)
        : rest.map(({ part, text: sentence }) => (
            <p key={part} className={part === "clause" || part === "how_to_appeal" ? "text-small text-2" : undefined}>
              {sentence}
            </p>
          ))}
      {answer.plain.length > 0 && (
        <button type="button" className="member-plain" aria-pressed={isPlain} onClick={() => setPlain(!isPlain)}>
          {t("member.plain")}
        </button>
      )}
      {children}
    </Band>
  );
}
