import { useTranslation } from "react-i18next";
import { perform, useShell, type Action } from "../shell/index.ts";
import { BarKey, KeyBar } from "../ui/index.ts";

/** What is done most here, each with its key under the word; then all actions. */
export function DeskKeys({ label, actions }: { readonly label: string; readonly actions: readonly Action[] }) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const all = { id: "all", label: t("keys.all"), keys: "Ctrl+K" };
  const shown = [...actions, { ...all, run: () => shell.store.setState({ paletteOpen: true }) }];
  return (
    <KeyBar label={label}>
      {shown.map((action) => (
        <BarKey
          key={action.id}
          label={action.label ?? ""}
          keys={action.keys ?? ""}
          testId={`key-${action.id}`}
          onPress={() => perform(shell, action)}
        />
      ))}
    </KeyBar>
  );
}
