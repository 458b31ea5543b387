import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useShell, useShellState } from "../shell/index.ts";
import {
  CircleCheck,
  classNames,
  Icon,
  Lock,
  Printer,
  ScanBarcode,
  ScrollText,
  Store,
  Tag,
  User,
  Wifi,
  type IconShape,
} from "../ui/index.ts";
import { Diagnostics } from "./diagnostics.tsx";
import { LookSettings } from "./look-settings.tsx";
import { OfficeLink } from "./office-link.tsx";
import { OperatorSettings } from "./operator-settings.tsx";
import { PrinterSettings } from "./printer-settings.tsx";
import { ProgrammeSettings } from "./programme-settings.tsx";
import { ScannerSettings } from "./scanner-settings.tsx";
import "./settings.css";
import { TerminalSettings } from "./terminal-settings.tsx";

const parts = ["terminal", "look", "scanner", "printer", "operators", "programme", "office", "diagnostics"] as const;
type Part = (typeof parts)[number];

/** Pages of settings, which only who may change them can use. */
const changed: ReadonlySet<Part> = new Set(["terminal", "look", "scanner", "printer"]);

const icons: Readonly<Record<Part, IconShape>> = {
  terminal: Store,
  look: Tag,
  scanner: ScanBarcode,
  printer: Printer,
  operators: User,
  programme: ScrollText,
  office: Wifi,
  diagnostics: CircleCheck,
};

const pages: Readonly<Record<Part, () => ReactNode>> = {
  terminal: TerminalSettings,
  look: LookSettings,
  scanner: ScannerSettings,
  printer: PrinterSettings,
  operators: OperatorSettings,
  programme: ProgrammeSettings,
  office: OfficeLink,
  diagnostics: Diagnostics,
};

/** How this terminal is set up, who works at it, by which rules, and how it is. */
export function SettingsScreen() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const asked = useShellState((state) => state.part);
  const may = useShellState((state) => state.session?.operator?.can.includes("settings.change") ?? false);
  const part = parts.find((name) => name === asked) ?? (may ? "terminal" : "diagnostics");
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
            onClick={() => shell.go("settings", name)}
          >
            <Icon of={icons[name]} size={18} />
            {t(`settings.${name}`)}
          </button>
        ))}
      </nav>
      <div className="settings-page">
        <h1>{t(part === "programme" ? "settings.programmesHere" : `settings.${part}`)}</h1>
        {!may && changed.has(part) && <NoRight />}
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
