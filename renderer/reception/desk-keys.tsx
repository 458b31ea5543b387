import { useTranslation } from "react-i18next";
import { perform, useShell, type Action } from "../shell/index.ts";
import { ariaKeys, KeyCap } from "../ui/index.ts";

/** What is done most here, each with its key under the word; then all actions. */
export function DeskKeys({ label, actions }: { readonly label: string; readonly actions: readonly Action[] }) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const all = { id: "all", label: t("keys.all"), keys: "Ctrl+K" };
  const shown = [...actions, { ...all, run: () => shell.store.setState({ paletteOpen: true }) }];
  return (
    <div className="desk-keys" role="toolbar" aria-label={label}>
      {shown.map((action) => (
        <button
          key={action.id}
          type="button"
          className="desk-key"
          data-testid={`key-${action.id}`}
          aria-keyshortcuts={ariaKeys(action.keys ?? "")}
          onClick={() => perform(shell, action)}
        >
          <span>{action.label}</span>
          <KeyCap keys={action.keys ?? ""} />
        </button>
      ))}
    </div>
  );
}
