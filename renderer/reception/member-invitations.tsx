import { useTranslation } from "react-i18next";
import type { MemberView } from "../../core/contract/index.ts";
import { PaperRule, PrintSheet, useActions, useShellState } from "../shell/index.ts";
import { Button, Printer } from "../ui/index.ts";
import { usePrint } from "./use-print.ts";

export type MemberInvitationsProps = { readonly member: MemberView };

/** The year's invitations with the number of persons of the status; those that are not given, with the reason. */
export function MemberInvitations({ member }: MemberInvitationsProps) {
  const { t } = useTranslation("reception");
  const print = usePrint();
  const label = t("member.printInvitations");
  const { invitations, year } = member;
  useActions([{ id: "print-invitations", label, keys: "Ctrl+P", run: () => void print() }]);
  return (
    <section className="member-invitations" data-testid="member-invitations">
      <h3>{t("member.invitations", { year })}</h3>
      <ul className="member-entries">
        {invitations.map(({ id, title, places, why }) => (
          <li key={id}>
            <p className="member-entry-text">{title}</p>
            <p className="text-small text-2">{places === null ? why : t("member.forPeople", { count: places })}</p>
          </li>
        ))}
      </ul>
      <Button wide icon={Printer} keys="Ctrl+P" testId="invitations-print" onPress={() => void print()}>
        {label}
      </Button>
      <InvitationPaper member={member} />
    </section>
  );
}

/** One slip after the other, to be cut apart. */
function InvitationPaper({ member }: MemberInvitationsProps) {
  const { t } = useTranslation("reception");
  const site = useShellState((state) => state.session?.settings.siteName);
  return (
    <PrintSheet>
      <article className="paper">
        {member.invitations.map(({ id, title, places }) =>
          places === null ? null : (
            <div key={id}>
              <header className="paper-head">
                <p>{site}</p>
                <h2>{t("member.invitation")}</h2>
                <p>{title}</p>
                <p>{member.name}</p>
                <p>
                  {member.year}, {t("member.forPeople", { count: places })}
                </p>
              </header>
              <PaperRule />
            </div>
          ),
        )}
      </article>
    </PrintSheet>
  );
}
