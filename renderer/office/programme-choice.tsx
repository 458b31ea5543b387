import { useTranslation } from "react-i18next";
import type { ProgrammeChoice as Programme } from "../../core/contract/index.ts";
import { Check, classNames, Icon } from "../ui/index.ts";

export type ProgrammeChoiceProps = {
  readonly programmes: readonly Programme[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/** The regulations that a terminal may work by, with the document of each. */
export function ProgrammeChoice({ programmes, chosen, onChoose }: ProgrammeChoiceProps) {
  const { t } = useTranslation("office");
  return (
    <div className="programmes" role="radiogroup" aria-label={t("settings.pack.choose")}>
      {programmes.map((programme) => (
        <button
          key={programme.id}
          type="button"
          role="radio"
          aria-checked={programme.id === chosen}
          className={classNames("programme", programme.id === chosen && "programme-chosen")}
          data-testid={`programme-${programme.id}`}
          onClick={() => onChoose(programme.id)}
        >
          <b>{programme.title}</b>
          <span className="text-small text-2">{programme.document}</span>
          {programme.id === chosen && <Icon of={Check} />}
        </button>
      ))}
    </div>
  );
}
