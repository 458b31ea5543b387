import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useScanTarget, useShell } from "../shell/index.ts";
import { Segmented, TwoColumns } from "../ui/index.ts";
import { MemberBenefits } from "./member-benefits.tsx";
import { MemberCards } from "./member-cards.tsx";
import { MemberDecision } from "./member-decision.tsx";
import { MemberHeader } from "./member-header.tsx";
import { MemberHistory } from "./member-history.tsx";
import { MemberKeys } from "./member-keys.tsx";
import { MemberList } from "./member-list.tsx";
import { MemberRecord } from "./member-record.tsx";
import { MemberRedeem } from "./member-redeem.tsx";
import "./member.css";
import { useMembers, useProgrammes, type Members } from "./use-members.ts";

/** Members of an association: found by name or card, their benefits, a use of one recorded. */
export function MemberScreen() {
  const programmes = useProgrammes("members");
  const [chosen, setChosen] = useState<string | null>(null);
  const programme = programmes.find(({ id }) => id === chosen)?.id ?? programmes[0]?.id;
  const { t } = useTranslation("reception");
  if (programme === undefined) return null;
  const choice =
    programmes.length > 1 ? (
      <Segmented
        label={t("member.programme")}
        segments={programmes.map(({ id, title }) => ({ value: id, label: title }))}
        value={programme}
        onChange={setChosen}
      />
    ) : null;
  return <MembersOf key={programme} programme={programme} choice={choice} />;
}

type MembersOfProps = { readonly programme: string; readonly choice: ReactNode };

function MembersOf({ programme, choice }: MembersOfProps) {
  const members = useMembers(programme);
  // A card that is read while another is given goes to the form that asks for it.
  useScanTarget(members.panel === "cards" ? null : ({ code }) => members.scan(code));
  if (members.member === null) return <MemberList members={members} choice={choice} />;
  return <OpenMember members={members} member={members.member} />;
}

type OpenMemberProps = { readonly members: Members; readonly member: NonNullable<Members["member"]> };

function OpenMember({ members, member }: OpenMemberProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const feesHere = useProgrammes("fees").length > 0;
  const { openPanel, leave } = members;
  useActions([
    { id: "member-other", label: t("member.other"), keys: "Escape", run: leave },
    { id: "member-find", label: t("member.findKey"), keys: "F2", run: leave },
    { id: "member-history", label: t("member.history"), keys: "F3", run: () => openPanel("history") },
    ...(feesHere ? [{ id: "member-fees", label: t("member.fees"), keys: "F4", run: () => shell.go("fees") }] : []),
    { id: "member-edit", label: t("member.edit"), keys: "F6", run: () => openPanel("record") },
    { id: "member-cards", label: t("member.card"), keys: "F7", run: () => openPanel("cards") },
    { id: "member-decision", label: t("member.decision"), keys: "F8", run: () => openPanel("decision") },
  ]);
  return (
    <TwoColumns
      work={
        <>
          <MemberHeader member={member} card={members.card} />
          <MemberBenefits members={members} member={member} />
          <MemberKeys members={members} feesHere={feesHere} />
        </>
      }
      decision={<MemberPanel members={members} member={member} />}
    />
  );
}

function MemberPanel({ members, member }: OpenMemberProps) {
  switch (members.panel) {
    case "history":
      return <MemberHistory members={members} member={member} />;
    case "cards":
      return <MemberCards members={members} member={member} />;
    case "decision":
      return <MemberDecision members={members} member={member} />;
    case "record":
      return <EditedMember members={members} member={member} />;
    case "redeem":
      return <MemberRedeem key={`${member.member}/${members.entitlement}`} members={members} member={member} />;
  }
}

function EditedMember({ members, member }: OpenMemberProps) {
  const back = (): void => members.openPanel("redeem");
  const saved = (view: typeof member): void => {
    members.show(view);
    back();
  };
  return <MemberRecord programme={members.programme} member={member} onSaved={saved} onBack={back} />;
}
