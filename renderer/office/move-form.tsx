import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CardView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, Field } from "../ui/index.ts";
import type { CardMove } from "./card-moves.tsx";
import { PanelHead } from "./panel-head.tsx";

export type MoveFormProps = {
  readonly card: CardView;
  readonly move: CardMove;
  readonly onMoved: (card: CardView) => void;
  readonly onBack: () => void;
};

/** A move of the programme other than blocking, with its reason. It changes what a card is worth: Ctrl+Enter. */
export function MoveForm({ card, move, onMoved, onBack }: MoveFormProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const label = t("cards.doMove", { title: move.title, masked: card.masked });
  const task = useTask(label);
  const [text, setText] = useState("");
  const reason = text.trim();
  const missing = reason === "" ? t("cards.moveLater") : null;
  const run = async (): Promise<void> => {
    if (missing !== null) return;
    const moved = await task.run((consent) =>
      shell.engine.call("moveCard", { number: card.number, move: move.move, reason, ...consent }),
    );
    if (moved === undefined) return;
    shell.tell("done", t("cards.moved", { masked: moved.masked, status: moved.statusText }));
    onMoved(moved);
  };
  useActions([
    { id: "move-card", label, keys: "Ctrl+Enter", inFields: true, disabledReason: missing, run: () => void run() },
  ]);
  return (
    <div className="office-panel" data-testid="move-panel">
      <PanelHead title={move.title} text={t("common.clause", { clause: move.clause })} onBack={onBack} />
      <Field
        label={t("cards.moveReason")}
        value={text}
        maxLength={200}
        autoFocus
        testId="move-reason"
        onChange={setText}
      />
      <ProblemNote problem={task.problem} />
      <span className="grow" />
      <Button
        kind={missing === null ? "danger" : "plain"}
        size="main"
        wide
        keys="Ctrl+Enter"
        testId="move-do"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={() => void run()}
      >
        {label}
      </Button>
      {task.dialog}
    </div>
  );
}
