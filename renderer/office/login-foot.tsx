import { useTranslation } from "react-i18next";
import type { SessionView } from "../../core/contract/index.ts";
import { locales } from "../../core/kernel/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { Segmented } from "../ui/index.ts";
import { themes } from "./settings-fields.ts";

/** Language and theme, and that the open receipt waits: at the foot of the login. */
export function LoginFoot({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const positions = useShellState((state) => state.basket?.totals.positions ?? 0);
  return (
    <footer className="login-foot">
      {positions > 0 && <p className="text-good">{t("login.basketKept")}</p>}
      <div className="login-look">
        <Segmented
          label={t("login.language")}
          value={session.settings.locale}
          segments={locales.map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
          onChange={(locale) => void shell.run("setLocale", { locale })}
        />
        <Segmented
          label={t("login.theme")}
          value={session.settings.theme}
          segments={themes.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
          onChange={(theme) => void shell.run("saveSettings", { settings: { theme } })}
        />
      </div>
    </footer>
  );
}

/** Which till this is, where the top bar will say it. */
export function LoginPlace({ session: { settings } }: { readonly session: SessionView }) {
  return (
    <p className="login-place" data-testid="login-place">
      <b>{settings.terminalName}</b>
      <span className="text-label">{settings.siteName}</span>
    </p>
  );
}
