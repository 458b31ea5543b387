import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { SessionView } from "../../core/contract/index.ts";
import { classNames, Icon, Lock } from "../ui/index.ts";
import { useLockCountdown } from "./use-lock-countdown.ts";

type Operator = SessionView["operators"][number];

export type OperatorChoiceProps = {
  readonly operators: readonly Operator[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

/** Everybody who works here, big enough for a thumb: a radio group moved through by the arrow keys. */
export function OperatorChoice({ operators, chosen, onChoose }: OperatorChoiceProps) {
  const { t } = useTranslation("office");
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = operators.findIndex(({ id }) => id === chosen);
    const next = operators[(index + step + operators.length) % operators.length];
    if (next !== undefined) onChoose(next.id);
  };
  return (
    <div className="operators" role="radiogroup" aria-label={t("login.title")} ref={group} onKeyDown={move}>
      {operators.map((operator) => (
        <OperatorButton
          key={operator.id}
          operator={operator}
          chosen={operator.id === chosen}
          onChoose={() => onChoose(operator.id)}
        />
      ))}
    </div>
  );
}

type OperatorButtonProps = {
  readonly operator: Operator;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function OperatorButton({ operator, chosen, onChoose }: OperatorButtonProps) {
  const { t } = useTranslation("office");
  const lockedFor = useLockCountdown(operator.lockedUntil);
  return (
    <button
      type="button"
      role="radio"
      className={classNames("operator", chosen && "operator-chosen")}
      aria-checked={chosen}
      tabIndex={chosen ? 0 : -1}
      data-testid={`operator-${operator.id}`}
      onClick={onChoose}
    >
      <b>{operator.name}</b>
      <span className="text-small text-2">{t(`role.${operator.role}`)}</span>
      {lockedFor !== null && (
        <span className="operator-locked text-small text-warn">
          <Icon of={Lock} size={16} />
          {t("login.lockedShort", { time: lockedFor })}
        </span>
      )}
      {operator.demoPin !== null && (
        <span className="operator-pin text-small text-2">{t("login.demoPin", { pin: operator.demoPin })}</span>
      )}
    </button>
  );
}
