import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useUi } from "../ui/index.ts";

export type ChoiceListProps = {
  readonly title: string;
  readonly choices: DeskQuote["choices"];
  readonly onChoose: (name: string) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** What the regulation leaves to the buyer: equal boxes with the full result, the better sum first. */
export function ChoiceList({ title, choices, onChoose }: ChoiceListProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const group = useRef<HTMLDivElement>(null);
  if (choices.length === 0) return null;
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = choices.findIndex(({ chosen }) => chosen);
    const next = (place + step + choices.length) % choices.length;
    onChoose(choices[next]?.name ?? "");
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[next]?.focus();
  };
  return (
    <div className="desk-choices" role="radiogroup" aria-label={title} ref={group} onKeyDown={move}>
      <h2>{title}</h2>
      {choices.map(({ name, title: label, text, clause, payableMinor, chosen }) => (
        <button
          key={name}
          type="button"
          role="radio"
          aria-checked={chosen}
          tabIndex={chosen ? 0 : -1}
          className="desk-choice"
          data-testid={`choice-${name}`}
          onClick={() => onChoose(name)}
        >
          <span className="desk-choice-head">
            <span>{label}</span>
            <span className="number">{formatMoney(payableMinor, locale)}</span>
          </span>
          <span className="text-small text-2">
            {text}
            {clause !== "" && `, ${t("clause", { clause })}`}
          </span>
        </button>
      ))}
    </div>
  );
}
