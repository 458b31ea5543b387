import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MemberView } from "../../core/contract/index.ts";
import { useActions, useScanTarget, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, CircleCheck, CircleX, CreditCard, Field, Icon } from "../ui/index.ts";
import { MemberInvitations } from "./member-invitations.tsx";
import { MemberPanelHead } from "./member-panel-head.tsx";
import type { Members } from "./use-members.ts";

export type MemberCardsProps = { readonly members: Members; readonly member: MemberView };

/** The member's cards: one more given, or one stopped. Benefits belong to the member. */
export function MemberCards({ members, member }: MemberCardsProps) {
  const { t } = useTranslation("reception");
  const [stopping, setStopping] = useState<string | null>(null);
  const card = member.cards.find(({ number }) => number === stopping);
  return (
    <div className="member-panel" data-testid="member-cards">
      <MemberPanelHead
        title={t("member.cardsAndInvitations")}
        text={t("member.benefitsStay")}
        onBack={() => members.openPanel("cards")}
      />
      <ul className="member-entries">
        {member.cards.map(({ number, masked, state, text }) => (
          <li key={number}>
            <p className="member-entry-text">
              <Icon of={state === "active" ? CircleCheck : CircleX} size={18} /> {masked}
            </p>
            <p className="text-small text-2">{text}</p>
            {state === "active" && stopping !== number && (
              <Button testId="card-stop" onPress={() => setStopping(number)}>
                {t("member.stopCard", { masked })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {card === undefined ? (
        <GiveCard members={members} member={member} />
      ) : (
        <StopCard members={members} card={card} onDone={() => setStopping(null)} />
      )}
      <MemberInvitations member={member} />
    </div>
  );
}

function GiveCard({ members, member }: MemberCardsProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const [number, setNumber] = useState("");
  const label = t("member.giveCard");
  const task = useTask(label);
  const card = number.replaceAll(/\s/g, "");
  const missing = card.length < 4 ? t("member.numberLater") : null;
  useScanTarget(({ code }) => setNumber(code));
  const give = async (): Promise<void> => {
    if (missing !== null) return;
    const input = { requestId: crypto.randomUUID(), programme: members.programme, member: member.member, card };
    const view = await task.run((consent) => shell.engine.call("issueMemberCard", { ...input, ...consent }));
    if (view === undefined) return;
    setNumber("");
    members.show(view);
  };
  useActions([{ id: "give-card", label, keys: "F9", disabledReason: missing, run: () => void give() }]);
  return (
    <>
      <Field
        label={t("member.cardNumber")}
        placeholder={t("member.cardHint")}
        icon={CreditCard}
        value={number}
        maxLength={32}
        autoFocus
        testId="card-number"
        onChange={setNumber}
      />
      <ProblemNote problem={task.problem} />
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="card-give"
        disabledReason={missing}
        busyText={task.busy ? t("member.saving") : null}
        onPress={() => void give()}
      >
        {label}
      </Button>
      {task.dialog}
    </>
  );
}

type StopCardProps = {
  readonly members: Members;
  readonly card: MemberView["cards"][number];
  readonly onDone: () => void;
};

/** Stopping a card takes a manager where the rules say so: Ctrl+Enter, never F9. */
function StopCard({ members, card, onDone }: StopCardProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const [text, setText] = useState("");
  const label = t("member.stopCard", { masked: card.masked });
  const task = useTask(label);
  const reason = text.trim();
  const missing = reason === "" ? t("member.reasonLater") : null;
  const stop = async (): Promise<void> => {
    if (missing !== null) return;
    const input = { requestId: crypto.randomUUID(), programme: members.programme, card: card.number, reason };
    const view = await task.run((consent) => shell.engine.call("blockMemberCard", { ...input, ...consent }));
    if (view === undefined) return;
    members.show(view);
    onDone();
  };
  useActions([
    { id: "stop-card", label, keys: "Ctrl+Enter", inFields: true, disabledReason: missing, run: () => void stop() },
  ]);
  return (
    <>
      <Field
        label={t("member.stopReason")}
        value={text}
        maxLength={200}
        autoFocus
        testId="stop-reason"
        onChange={setText}
      />
      <ProblemNote problem={task.problem} />
      <Button
        kind={missing === null ? "danger" : "plain"}
        size="main"
        wide
        keys="Ctrl+Enter"
        testId="card-stop-do"
        disabledReason={missing}
        busyText={task.busy ? t("member.saving") : null}
        onPress={() => void stop()}
      >
        {label}
      </Button>
      {task.dialog}
    </>
  );
}
