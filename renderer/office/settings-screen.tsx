import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShellState } from "../shell/index.ts";
import {
  CircleCheck,
  classNames,
  Icon,
  Lock,
  ScanBarcode,
  ScrollText,
  Store,
  Tag,
  User,
  type IconShape,
} from "../ui/index.ts";
import { Diagnostics } from "./diagnostics.tsx";
import { LookSettings } from "./look-settings.tsx";
import { OperatorSettings } from "./operator-settings.tsx";
import { ProgrammeSettings } from "./programme-settings.tsx";
import { ScannerSettings } from "./scanner-settings.tsx";
import "./settings.css";
import { TerminalSettings } from "./terminal-settings.tsx";

const parts = ["terminal", "look", "scanner", "operators", "programme", "diagnostics"] as const;
type Part = (typeof parts)[number];

const icons: Readonly<Record<Part, IconShape>> = {
  terminal: Store,
  look: Tag,
  scanner: ScanBarcode,
  operators: User,
  programme: ScrollText,
  diagnostics: CircleCheck,
};

const pages: Readonly<Record<Part, () => ReactNode>> = {
  terminal: TerminalSettings,
  look: LookSettings,
  scanner: ScannerSettings,
  operators: OperatorSettings,
  programme: ProgrammeSettings,
  diagnostics: Diagnostics,
};

/** How this terminal is set up, who works at it, by which rules, and how it is. */
export function SettingsScreen() {
  const { t } = useTranslation("office");
  const asked = useShellState((state) => state.part);
  const may = useShellState((state) => state.session?.operator?.can.includes("settings.change") ?? false);
  const [part, setPart] = useState<Part>(parts.find((name) => name === asked) ?? (may ? "terminal" : "diagnostics"));
  const Page = pages[part];
  return (
    <div className="settings" data-testid="settings">
      <nav className="settings-nav" aria-label={t("settings.title")}>
        {parts.map((name) => (
          <button
            key={name}
            type="button"
            className={classNames("settings-link", name === part && "settings-current")}
            aria-current={name === part ? "page" : undefined}
            data-testid={`settings-${name}`}
            onClick={() => setPart(name)}
          >
            <Icon of={icons[name]} size={18} />
            {t(`settings.${name}`)}
          </button>
        ))}
      </nav>
      <div className="settings-page">
        <h1>{t(`settings.${part}`)}</h1>
        {!may && part !== "diagnostics" && part !== "operators" && part !== "programme" && <NoRight />}
        <Page />
      </div>
    </div>
  );
}

function NoRight() {
  const { t } = useTranslation("office");
  return (
    <p className="why-not text-2">
      <Icon of={Lock} size={16} />
      {t("settings.noRight")}
    </p>
  );
}
