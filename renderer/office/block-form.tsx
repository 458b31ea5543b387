import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallInput, CardView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, Check, Field, Icon, Lock } from "../ui/index.ts";

type BlockReason = CallInput<"blockCard">["reason"];
const reasons: readonly BlockReason[] = ["lost", "damaged", "holder-request", "fraud"];

export type BlockFormProps = { readonly card: CardView | null; readonly onBlocked: (card: CardView) => void };

/** Why a card is blocked and how that is known; what follows from it stands above the button. */
export function BlockForm({ card, onBlocked }: BlockFormProps) {
  const { t } = useTranslation("office");
  const [reason, setReason] = useState<BlockReason>("lost");
  const [source, setSource] = useState("");
  const move = card?.moves.find((each) => each.move === "block");
  if (card !== null && (move === undefined || card.status === "blocked")) {
    return (
      <>
        <WhyNot text={`${t("cards.block.cannot")}. ${card.statusText}`} />
        <Consequences notes={card.notes} />
      </>
    );
  }
  return (
    <>
      <ReasonButtons reason={reason} onReason={setReason} />
      <Field
        label={t("cards.block.source")}
        placeholder={t("cards.block.sourceHint")}
        value={source}
        maxLength={200}
        testId="block-source"
        onChange={setSource}
      />
      <span className="grow" />
      {move?.why !== undefined && move.why !== null && <WhyNot text={move.why} />}
      <BlockButton card={card} reason={reason} source={source.trim()} onBlocked={onBlocked} />
    </>
  );
}

type ReasonButtonsProps = { readonly reason: BlockReason; readonly onReason: (reason: BlockReason) => void };

function ReasonButtons({ reason, onReason }: ReasonButtonsProps) {
  const { t } = useTranslation("office");
  return (
    <div>
      <p className="text-label">{t("cards.block.reason")}</p>
      <div className="reasons" role="group" aria-label={t("cards.block.reason")}>
        {reasons.map((name) => (
          <Button
            key={name}
            selected={name === reason}
            icon={name === reason ? Check : undefined}
            testId={`reason-${name}`}
            onPress={() => onReason(name)}
          >
            {t(`cards.block.${name}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function WhyNot({ text }: { readonly text: string }) {
  return (
    <p className="why-not text-small text-2">
      <Icon of={Lock} size={16} />
      {text}
    </p>
  );
}

/** What blocking means, to be read out: who may unblock, that there is no replacement, what a new card costs. */
function Consequences({ notes }: { readonly notes: CardView["notes"] }) {
  return (
    <dl className="consequences">
      {notes.map((note) => (
        <div key={note.label}>
          <dt>{note.label}</dt>
          <dd>{note.text}</dd>
        </div>
      ))}
    </dl>
  );
}

type BlockButtonProps = BlockFormProps & { readonly reason: BlockReason; readonly source: string };

function BlockButton({ card, reason, source, onBlocked }: BlockButtonProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const label = t("cards.block.do", { masked: card?.masked ?? "" });
  const task = useTask(label);
  const missing = card === null ? t("cards.block.later") : source === "" ? t("cards.block.sourceLater") : null;
  const block = async (): Promise<void> => {
    if (card === null || missing !== null) return;
    const { number } = card;
    const blocked = await task.run((consent) => shell.engine.call("blockCard", { number, reason, source, ...consent }));
    if (blocked !== undefined) onBlocked(blocked);
  };
  useActions([
    { id: "block-card", label, keys: "Ctrl+Enter", inFields: true, disabledReason: missing, run: () => void block() },
  ]);
  return (
    <>
      {card !== null && <Consequences notes={card.notes} />}
      <ProblemNote problem={task.problem} />
      <Button
        kind={missing === null ? "danger" : "plain"}
        size="main"
        wide
        keys="Ctrl+Enter"
        testId="block"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={() => void block()}
      >
        {label}
      </Button>
      {task.dialog}
    </>
  );
}
