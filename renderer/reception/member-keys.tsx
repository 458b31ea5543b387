import { useTranslation } from "react-i18next";
import { useShell } from "../shell/index.ts";
import { BarKey, KeyBar } from "../ui/index.ts";
import type { MemberPanel, Members } from "./use-members.ts";

export type MemberKeysProps = { readonly members: Members; readonly feesHere: boolean };

/** What else is done with a member, each with its key under the word. */
export function MemberKeys({ members, feesHere }: MemberKeysProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const panel = (name: MemberPanel, keys: string, label: string) => (
    <BarKey
      testId={`key-${name}`}
      keys={keys}
      label={label}
      pressed={members.panel === name}
      onPress={() => members.openPanel(name)}
    />
  );
  return (
    <KeyBar label={t("member.all")}>
      <BarKey testId="key-other" keys="Escape" label={t("member.other")} onPress={members.leave} />
      {panel("history", "F3", t("member.history"))}
      {feesHere && <BarKey testId="key-fees" keys="F4" label={t("member.fees")} onPress={() => shell.go("fees")} />}
      {panel("record", "F6", t("member.edit"))}
      {panel("cards", "F7", t("member.card"))}
      {panel("decision", "F8", t("member.status"))}
      <BarKey
        testId="key-all"
        keys="Ctrl+K"
        label={t("member.all")}
        onPress={() => shell.store.setState({ paletteOpen: true })}
      />
    </KeyBar>
  );
}
