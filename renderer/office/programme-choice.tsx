import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ProgrammeChoice as Programme, RegulationChoice } from "../../core/contract/index.ts";
import { Check, classNames, Icon } from "../ui/index.ts";

export type ProgrammeChoiceProps = {
  readonly programmes: readonly Programme[];
  /** Id of a programme, `nothing`, or null before a choice. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/** Instead of a programme's id: a desk that sells nothing. */
export const nothing = "";

/** The programmes that may sell here, with the document of each, or none. */
export function ProgrammeChoice({ programmes, chosen, onChoose }: ProgrammeChoiceProps) {
  const { t } = useTranslation("office");
  return (
    <div className="programmes" role="radiogroup" aria-label={t("settings.pack.choose")}>
      {programmes.map(({ id, title, document }) => (
        <Choice
          key={id}
          as="radio"
          title={title}
          chosen={id === chosen}
          testId={`programme-${id}`}
          onChoose={() => onChoose(id)}
        >
          {document}
        </Choice>
      ))}
      <Choice
        as="radio"
        title={t("settings.pack.nothing")}
        chosen={chosen === nothing}
        testId="programme-nothing"
        onChoose={() => onChoose(nothing)}
      >
        {t("settings.pack.nothingHint")}
      </Choice>
    </div>
  );
}

export type BesideChoiceProps = {
  readonly regulations: readonly RegulationChoice[];
  readonly chosen: readonly string[];
  readonly onChoose: (ids: string[]) => void;
};

/** The programmes that may apply beside it: what each is about, and its document. */
export function BesideChoice({ regulations, chosen, onChoose }: BesideChoiceProps) {
  const { t } = useTranslation("office");
  return (
    <div className="programmes" role="group" aria-label={t("settings.pack.beside")}>
      {regulations.map(({ id, kind, title, document }) => {
        const isChosen = chosen.includes(id);
        return (
          <Choice
            key={id}
            as="checkbox"
            title={title}
            chosen={isChosen}
            testId={`beside-${id}`}
            onChoose={() => onChoose(isChosen ? chosen.filter((each) => each !== id) : [...chosen, id])}
          >
            {t(`settings.pack.kind.${kind}`)}. {document}
          </Choice>
        );
      })}
    </div>
  );
}

type ChoiceProps = {
  readonly as: "radio" | "checkbox";
  readonly title: string;
  readonly chosen: boolean;
  readonly testId: string;
  readonly onChoose: () => void;
  readonly children: ReactNode;
};

function Choice({ as, title, chosen, testId, onChoose, children }: ChoiceProps) {
  return (
    <button
      type="button"
      role={as}
      aria-checked={chosen}
      className={classNames("programme", chosen && "programme-chosen")}
      data-testid={testId}
      onClick={onChoose}
    >
      <b>{title}</b>
      <span className="text-small text-2">{children}</span>
      {as === "checkbox" && <span className="tick-box">{chosen && <Icon of={Check} size={18} />}</span>}
      {as === "radio" && chosen && <Icon of={Check} />}
    </button>
  );
}
