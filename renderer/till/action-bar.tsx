import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { perform, useShell, useShellState } from "../shell/index.ts";
import { BarKey, KeyBar } from "../ui/index.ts";
import { useTillState } from "./till-context.tsx";
import type { TillPanel } from "./till-state.ts";

/** The seven things done most: a touch does what the key would. */
export function ActionBar() {
  const { t } = useTranslation("till");
  const shell = useShell();
  const count = useShellState((state) => state.basket?.suspended ?? 0);
  const open = useTillState((state) => state.panel);
  const press = useCallback(
    (keys: string): void => {
      const action = shell.actions.find(keys);
      if (action !== undefined) perform(shell, action);
    },
    [shell],
  );
  const bar = (name: string, keys: string, label: string) => (
    <BarKey label={label} keys={keys} testId={`action-${name}`} onPress={press} />
  );
  const panel = (name: TillPanel, keys: string, label: string) => (
    <BarKey label={label} keys={keys} pressed={open === name} testId={`action-${name}`} onPress={press} />
  );
  return (
    <KeyBar label={t("action.all")}>
      {bar("find", "F2", t("action.find"))}
      {panel("quantity", "F3", t("action.quantity"))}
      {bar("remove", "Delete", t("action.remove"))}
      {panel("why", "F4", t("action.why"))}
      <BarKey
        label={count > 0 ? t("action.suspended", { count }) : t("action.suspend")}
        keys="F6"
        pressed={open === "suspended"}
        testId="action-suspend"
        onPress={press}
      />
      {panel("card", "F7", t("action.card"))}
      {bar("all", "Ctrl+K", t("action.all"))}
    </KeyBar>
  );
}
