import { useTranslation } from "react-i18next";
import { useShell } from "../shell/index.ts";
import { ariaKeys, KeyCap } from "../ui/index.ts";
import type { MemberPanel, Members } from "./use-members.ts";

export type MemberKeysProps = { readonly members: Members; readonly feesHere: boolean };

/** What else is done with a member, each with its key under the word. */
export function MemberKeys({ members, feesHere }: MemberKeysProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const panel = (name: MemberPanel, keys: string, label: string) => (
    <BarKey
      name={name}
      keys={keys}
      label={label}
      pressed={members.panel === name}
      run={() => members.openPanel(name)}
    />
  );
  return (
    <div className="reception-keys" role="toolbar" aria-label={t("member.all")}>
      <BarKey name="other" keys="Escape" label={t("member.other")} run={members.leave} />
      {panel("history", "F3", t("member.history"))}
      {feesHere && <BarKey name="fees" keys="F4" label={t("member.fees")} run={() => shell.go("fees")} />}
      {panel("record", "F6", t("member.edit"))}
      {panel("cards", "F7", t("member.card"))}
      {panel("decision", "F8", t("member.status"))}
      <BarKey
        name="all"
        keys="Ctrl+K"
        label={t("member.all")}
        run={() => shell.store.setState({ paletteOpen: true })}
      />
    </div>
  );
}

export type BarKeyProps = {
  readonly name: string;
  readonly keys: string;
  readonly label: string;
  readonly pressed?: boolean;
  readonly run: () => void;
};

export function BarKey({ name, keys, label, pressed, run }: BarKeyProps) {
  return (
    <button
      type="button"
      className="reception-key"
      data-testid={`key-${name}`}
      aria-keyshortcuts={ariaKeys(keys)}
      aria-pressed={pressed}
      onClick={run}
    >
      <span>{label}</span>
      <KeyCap keys={keys} />
    </button>
  );
}
