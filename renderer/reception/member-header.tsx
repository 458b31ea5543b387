import { useTranslation } from "react-i18next";
import type { MemberView } from "../../core/contract/index.ts";
import { Award, classNames, Icon, TriangleAlert } from "../ui/index.ts";
import type { ShownCard } from "./use-members.ts";

export type MemberHeaderProps = { readonly member: MemberView; readonly card: ShownCard | null };

/** Who it is: name, since when, status with its ground, card, and what the desk should know. */
export function MemberHeader({ member, card }: MemberHeaderProps) {
  const { t } = useTranslation("reception");
  const { status, cards } = member;
  const shown = cards.find(({ number }) => number === card?.number) ?? cards.find(({ state }) => state === "active");
  const cardText =
    shown === undefined
      ? t("member.noCard")
      : `${t("member.cardOne", { masked: shown.masked })}, ${t(`member.cardState.${shown.state}`)}`;
  return (
    <header className="member-head" data-testid="member-head">
      <div>
        <h1>{member.name}</h1>
        <p className="text-2">
          {member.about} · <span className="nowrap">№ {member.member}</span>
        </p>
        {member.notices.map((notice) => (
          <p key={notice} className="member-notice text-warn" data-testid="member-notice">
            <Icon of={TriangleAlert} size={16} />
            {notice}
          </p>
        ))}
      </div>
      <div className="member-status" data-testid="member-status">
        <p className={classNames("member-medal", `member-medal-${status.rank}`)}>
          <Icon of={Award} size={24} />
          {status.title}
        </p>
        {status.id !== null && <p className="text-small text-3">{status.basis}</p>}
        <p className="text-small text-3">{cardText}</p>
      </div>
    </header>
  );
}
