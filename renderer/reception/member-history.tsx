import { useTranslation } from "react-i18next";
import type { MemberEntry, MemberView } from "../../core/contract/index.ts";
import { formatDateTime } from "../../core/text/index.ts";
import { useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button } from "../ui/index.ts";
import { MemberPanelHead } from "./member-panel-head.tsx";
import type { Members } from "./use-members.ts";
import { backOf } from "./use-redeem.ts";

export type MemberHistoryProps = { readonly members: Members; readonly member: MemberView };

/** What happened to the member here, newest first; what can still be taken back says so. */
export function MemberHistory({ members, member }: MemberHistoryProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const task = useTask();
  const cancel = async (ref: string): Promise<void> => {
    const input = { requestId: backOf(ref), programme: members.programme, ref };
    const back = await task.run(() => shell.engine.call("cancelRedemption", input));
    if (back === undefined) return;
    shell.tell("done", back.text);
    members.show(back.member);
  };
  return (
    <div className="member-panel" data-testid="member-history">
      <MemberPanelHead title={t("member.history")} onBack={() => members.openPanel("history")} />
      <ProblemNote problem={task.problem} />
      {member.history.length === 0 && <p className="text-2">{t("member.noHistory")}</p>}
      <ul className="member-entries">
        {member.history.map((entry) => (
          <Entry key={`${entry.at}/${entry.ref}/${entry.text}`} entry={entry} onCancel={cancel} />
        ))}
      </ul>
      {task.dialog}
    </div>
  );
}

type EntryProps = { readonly entry: MemberEntry; readonly onCancel: (ref: string) => Promise<void> };

function Entry({ entry, onCancel }: EntryProps) {
  const { t } = useTranslation("reception");
  const { ref } = entry;
  return (
    <li data-testid="member-entry">
      <p className="text-small text-3">
        {formatDateTime(entry.localAt)} · {entry.operator}
      </p>
      <p className="member-entry-text">{entry.text}</p>
      {entry.detail !== "" && <p className="text-small text-2">{entry.detail}</p>}
      {entry.cancelled && <p className="text-small text-warn">{t("member.cancelled")}</p>}
      {entry.cancellable && ref !== null && (
        <Button testId="entry-cancel" onPress={() => void onCancel(ref)}>
          {t("member.undo")}
        </Button>
      )}
    </li>
  );
}
