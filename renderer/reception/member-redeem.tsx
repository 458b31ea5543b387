import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BenefitRow, MemberView } from "../../core/contract/index.ts";
import { ProblemNote } from "../task/index.ts";
import { Band, Button, CircleX, Field, Segmented, Stepper } from "../ui/index.ts";
import { MemberEvent } from "./member-event.tsx";
import { MemberRedeemFoot } from "./member-redeem-foot.tsx";
import type { Members } from "./use-members.ts";
import { useRedeem, type Redeem } from "./use-redeem.ts";

export type MemberRedeemProps = { readonly members: Members; readonly member: MemberView };

/** The chosen benefit: for what, for whom and how many; what is left then; the one step forward. */
export function MemberRedeem({ members, member }: MemberRedeemProps) {
  const { t } = useTranslation("reception");
  const row = member.rows.find(({ entitlement }) => entitlement === members.entitlement);
  if (row === undefined) {
    return (
      <div className="member-panel">
        <p className="text-2">{member.notices[0] ?? t("member.choose")}</p>
      </div>
    );
  }
  return <RedeemRow members={members} member={member} row={row} />;
}

type RedeemRowProps = MemberRedeemProps & { readonly row: BenefitRow };

function RedeemRow({ members, member, row }: RedeemRowProps) {
  const redeem = useRedeem({ members, member, row });
  const { card } = members;
  const isBlocked = card !== null && card.blocked !== null;
  return (
    <>
      <div className="member-panel" data-testid="redeem-panel">
        {isBlocked ? (
          <BlockedCard members={members} masked={card.masked} text={card.blocked ?? ""} />
        ) : (
          <RedeemForm redeem={redeem} members={members} member={member} row={row} />
        )}
        <ProblemNote problem={redeem.task.problem ?? redeem.problem} />
      </div>
      {!isBlocked && <MemberRedeemFoot redeem={redeem} row={row} onNext={members.leave} />}
      {redeem.task.dialog}
    </>
  );
}

type BlockedCardProps = { readonly members: Members; readonly masked: string; readonly text: string };

function BlockedCard({ members, masked, text }: BlockedCardProps) {
  const { t } = useTranslation("reception");
  return (
    <Band tone="refusal" icon={CircleX} title={t("member.blockedCard", { masked })} testId="blocked-card">
      <p>{text}</p>
      <div className="member-band-steps">
        <Button wide keys="F7" onPress={() => members.openPanel("cards")}>
          {t("member.giveCard")}
        </Button>
        <Button wide testId="without-card" onPress={members.dropCard}>
          {t("member.withoutCard")}
        </Button>
      </div>
    </Band>
  );
}

type RedeemFormProps = RedeemRowProps & { readonly redeem: Redeem };

const rowKeys: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function RedeemForm({ redeem, members, member, row }: RedeemFormProps) {
  const { t } = useTranslation("reception");
  // Seldom asked for, so behind one step.
  const [isNaming, setNaming] = useState(false);
  const { done, role } = redeem;
  const isForPeople = row.unit === "person";
  return (
    <fieldset className="member-form" disabled={done !== null}>
      <header>
        <p className="text-label">{t("member.book")}</p>
        <h2>{row.title}</h2>
        <p className="text-small text-3">{row.rule}</p>
      </header>
      <Units redeem={redeem} members={members} row={row} />
      {isForPeople && !isNaming && (
        <button type="button" className="member-naming" data-testid="redeem-naming" onClick={() => setNaming(true)}>
          {t("member.addNames")}
        </button>
      )}
      {isNaming && <Names redeem={redeem} />}
      {row.roles.length > 0 && (
        <Segmented
          label={t("member.role")}
          segments={row.roles.map(({ role: value, title }) => ({ value, label: title, testId: `role-${value}` }))}
          value={role ?? ""}
          onChange={redeem.setRole}
        />
      )}
      {isForPeople && (
        <MemberEvent events={member.events[row.entitlement] ?? []} event={redeem.event} onEvent={redeem.setEvent} />
      )}
    </fieldset>
  );
}

function Names({ redeem }: { readonly redeem: Redeem }) {
  const { t } = useTranslation("reception");
  return (
    <Field
      label={t("member.names")}
      value={redeem.names}
      maxLength={400}
      placeholder={t("member.namesHint")}
      autoFocus
      testId="redeem-names"
      onChange={redeem.setNames}
    />
  );
}

/** How many; from here Enter books and the arrows go to another benefit. */
function Units({ redeem, members, row }: Omit<RedeemFormProps, "member">) {
  const { t } = useTranslation("reception");
  const { units, setUnits } = redeem;
  const count = Number(units);
  const label = t(`member.units.${row.unit}`);
  return (
    <div
      role="presentation"
      onKeyDown={(event) => {
        const step = rowKeys[event.key];
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) void redeem.book();
        else if (step !== undefined) members.move(step);
        else return;
        event.preventDefault();
      }}
    >
      <p className="text-label">{label}</p>
      <Stepper
        label={label}
        text={units}
        onText={setUnits}
        less={{
          label: t("member.less"),
          run: () => setUnits(String(Math.max(1, count - 1))),
          disabledReason: count <= 1 ? t("member.least") : null,
        }}
        more={{ label: t("member.more"), run: () => setUnits(String(count + 1)) }}
        autoFocus
        testId="redeem-units"
      />
    </div>
  );
}
