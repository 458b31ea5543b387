import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OperatorView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatTime } from "../../core/text/index.ts";
import { useShellState } from "../shell/index.ts";
import { Button, Icon, Lock, Plus } from "../ui/index.ts";
import { OperatorForm } from "./operator-form.tsx";

/** Who works at this terminal, and as what. */
export function OperatorSettings() {
  const { t } = useTranslation("office");
  const session = useShellState((state) => state.session);
  const may = session?.operator?.can.includes("operators.manage") ?? false;
  const [edited, setEdited] = useState<OperatorView | "new" | null>(null);
  return (
    <div className="settings-two">
      <div className="settings-form">
        <ul>
          {session?.operators.map((operator) => (
            <OperatorRow
              key={operator.id}
              operator={operator}
              onEdit={may ? () => setEdited(operator) : null}
              edited={edited !== "new" && edited?.id === operator.id}
            />
          ))}
        </ul>
        {may ? (
          <div className="button-row">
            <Button icon={Plus} testId="operator-add" selected={edited === "new"} onPress={() => setEdited("new")}>
              {t("settings.op.add")}
            </Button>
          </div>
        ) : (
          <p className="why-not text-2">
            <Icon of={Lock} size={16} />
            {t("settings.op.onlyAdmin")}
          </p>
        )}
      </div>
      {edited !== null && (
        <OperatorForm
          key={edited === "new" ? "new" : edited.id}
          operator={edited === "new" ? null : edited}
          onDone={() => setEdited(null)}
        />
      )}
    </div>
  );
}

type OperatorRowProps = {
  readonly operator: OperatorView;
  readonly edited: boolean;
  readonly onEdit: (() => void) | null;
};

function OperatorRow({ operator, edited, onEdit }: OperatorRowProps) {
  const { t } = useTranslation("office");
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  return (
    <li className="move" data-testid={`staff-${operator.id}`}>
      <span>
        {operator.name}
        <span className="text-small text-3 second-line">{t(`role.${operator.role}`)}</span>
        {!operator.active && <span className="text-small text-warn second-line">{t("settings.op.inactive")}</span>}
        {operator.lockedUntil !== null && (
          <span className="text-small text-warn second-line">
            {t("settings.op.unlock", { time: formatTime(localDateTime(operator.lockedUntil, timeZone)) })}
          </span>
        )}
      </span>
      {onEdit !== null && (
        <Button selected={edited} onPress={onEdit}>
          {t("settings.op.edit")}
        </Button>
      )}
    </li>
  );
}
