import { useTranslation } from "react-i18next";
import type { BenefitRow, MemberView } from "../../core/contract/index.ts";
import { useActions } from "../shell/index.ts";
import { CircleCheck, CircleSlash, classNames, Icon } from "../ui/index.ts";
import { MemberPips } from "./member-pips.tsx";
import type { Members } from "./use-members.ts";

export type MemberBenefitsProps = { readonly members: Members; readonly member: MemberView };

/** Benefits with a number, used and left; below them what has no number and what this status has not. */
export function MemberBenefits({ members, member }: MemberBenefitsProps) {
  const { t } = useTranslation("reception");
  const { rows } = member;
  const index = rows.findIndex(({ entitlement }) => entitlement === members.entitlement);
  useActions([
    { id: "benefit-down", keys: "ArrowDown", run: () => members.move(1), repeats: true },
    { id: "benefit-up", keys: "ArrowUp", run: () => members.move(-1), repeats: true },
  ]);
  return (
    <div className="member-scroll">
      {rows.length === 0 ? (
        <p className="member-empty text-2">{t("member.noRows")}</p>
      ) : (
        <BenefitTable members={members} member={member} index={index} />
      )}
      <OtherBenefits member={member} />
    </div>
  );
}

function BenefitTable({ members, member, index }: MemberBenefitsProps & { readonly index: number }) {
  const { t } = useTranslation("reception");
  return (
    <table className="table member-benefits" aria-label={t("member.benefits", { year: member.year })}>
      <thead>
        <tr>
          <th>{t("member.benefits", { year: member.year })}</th>
          <th className="member-pips-cell">
            <span className="visually-hidden">{t("member.used")}</span>
          </th>
          <th className="number">{t("member.used")}</th>
          <th className="number">{t("member.left")}</th>
          <th>{t("member.until")}</th>
        </tr>
      </thead>
      <tbody>
        {member.rows.map((row, at) => (
          <Benefit
            key={row.entitlement}
            row={row}
            coming={at === index && members.panel === "redeem" ? members.coming : 0}
            chosen={at === index}
            onChoose={() => members.choose(row.entitlement)}
          />
        ))}
      </tbody>
    </table>
  );
}

type BenefitProps = {
  readonly row: BenefitRow;
  readonly coming: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function Benefit({ row, coming, chosen, onChoose }: BenefitProps) {
  const { t } = useTranslation("reception");
  const { limit, used, left, overdrawn } = row;
  const words = t("member.usedOf", { used, limit });
  return (
    <tr aria-selected={chosen} data-testid="benefit" data-entitlement={row.entitlement} onClick={onChoose}>
      <td>
        <button type="button" className="member-name" onClick={onChoose}>
          {row.title}
        </button>
        {row.note !== null && <span className="member-note text-3">{row.note}</span>}
      </td>
      <td className="member-pips-cell">
        <MemberPips label={words} limit={limit} used={used} coming={Math.min(coming, left)} />
      </td>
      <td className="number text-2">
        {words}
        {overdrawn > 0 && <span className="member-note text-warn">{t("member.over", { count: overdrawn })}</span>}
      </td>
      <td className={classNames("number", "member-left", left === 0 && "text-3")} data-testid="benefit-left">
        {left}
      </td>
      <td className="text-small text-2 nowrap">{row.until}</td>
    </tr>
  );
}

function OtherBenefits({ member: { open, without } }: { readonly member: MemberView }) {
  const { t } = useTranslation("reception");
  const list = (titles: readonly string[]) => titles.join(", ");
  return (
    <div className="member-others">
      {open.length > 0 && (
        <p className="member-line">
          <Icon of={CircleCheck} size={18} />
          <span>{t("member.open", { titles: list(open.map(({ title }) => title)) })}</span>
        </p>
      )}
      {without.map(({ text, titles }) => (
        <p key={text} className="member-line text-2">
          <Icon of={CircleSlash} size={18} />
          <span>{t("member.without", { text, titles: list(titles) })}</span>
        </p>
      ))}
    </div>
  );
}
