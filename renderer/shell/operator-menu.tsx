import { useTranslation } from "react-i18next";
import { locales } from "../../core/kernel/index.ts";
import { Icon, User } from "../ui/index.ts";
import { Menu } from "./menu.tsx";
import { useShell, useShellState } from "./shell-context.tsx";

/** Locks the till for the next operator. */
export const lockKeys = "Ctrl+L";

const themes = ["system", "light", "dark", "contrast"] as const;

/** Who works; their menu switches the operator, the language and the theme. */
export function OperatorMenu() {
  const { t } = useTranslation("shell");
  const shell = useShell();
  const session = useShellState((state) => state.session);
  const operator = session?.operator;
  if (operator === null || operator === undefined) return null;
  const { locale, theme } = session?.settings ?? { locale: "ru", theme: "system" };
  return (
    <Menu
      testId="operator"
      className="top-operator"
      ariaLabel={t("operator.menu", { name: operator.name })}
      label={
        <>
          <Icon of={User} size={18} />
          <span>{operator.name}</span>
        </>
      }
      groups={[
        [{ id: "lock", label: t("operator.switch"), keys: lockKeys, run: () => void shell.run("signOut", {}) }],
        locales.map((name) => ({
          id: `locale-${name}`,
          label: t(`language.${name}`),
          checked: name === locale,
          run: () => void shell.run("setLocale", { locale: name }),
        })),
        themes.map((name) => ({
          id: `theme-${name}`,
          label: t(`theme.${name}`),
          checked: name === theme,
          run: () => void shell.run("saveSettings", { settings: { theme: name } }),
        })),
      ]}
    />
  );
}
