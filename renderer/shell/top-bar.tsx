import { useTranslation } from "react-i18next";
import { formatDuration } from "../../core/text/index.ts";
import {
  classNames,
  Clock,
  HardDrive,
  Icon,
  Printer,
  ScanBarcode,
  Wifi,
  WifiOff,
  useUi,
  type IconShape,
} from "../ui/index.ts";
import { OperatorMenu } from "./operator-menu.tsx";
import { SectionTabs, type SectionTab } from "./section-tabs.tsx";
import { sellsHere } from "./sections-here.ts";
import { useShell, useShellState } from "./shell-context.tsx";
import { shiftAmberMs, statusItems, type StatusItem } from "./status-items.ts";
import "./top-bar.css";
import { useMinute } from "./use-minute.ts";

/** Place, sections, state of the till, operator: the same on every screen. */
export function TopBar({ tabs }: { readonly tabs: readonly SectionTab[] }) {
  const settings = useShellState((state) => state.session?.settings);
  return (
    <header className="top-bar">
      <div className="top-place">
        <b>{settings?.terminalName}</b>
        <span>{settings?.siteName}</span>
      </div>
      <SectionTabs tabs={tabs} />
      <StatusLine />
      <OperatorMenu />
    </header>
  );
}

const icons: Readonly<Record<StatusItem["id"], IconShape>> = {
  link: Wifi,
  scanner: ScanBarcode,
  printer: Printer,
  storage: HardDrive,
  clock: Clock,
};

function StatusLine() {
  const { t } = useTranslation("shell");
  const status = useShellState((state) => state.status);
  const lost = useShellState((state) => state.connection.state === "lost");
  const sells = useShellState(({ session }) => session !== null && sellsHere(session));
  const now = useMinute();
  // While the engine is away nothing is known of the link; its words take that place.
  const items = status === null ? [] : statusItems(status, now).filter(({ id }) => !lost || id !== "link");
  const loud = items.filter(({ tone }) => tone !== "quiet");
  // A printer's trouble is a sentence: what is well makes room for it.
  const crowded = loud.length > 1 || loud.some(({ id }) => id === "printer");
  return (
    <div
      className={classNames("top-status", crowded && "top-status-crowded")}
      aria-label={t("status.label")}
      role="status"
    >
      {lost && <span className="status-body status-pill status-red">{t("status.engineLost")}</span>}
      {items.map((item) => (
        <StatusMark key={item.id} item={item} />
      ))}
      {status !== null && sells && <ShiftMark shift={status.shift} now={now} />}
    </div>
  );
}

const cutOff: ReadonlySet<StatusItem["key"]> = new Set(["offline", "offlineShort", "offlinePending", "revoked"]);

function StatusMark({ item }: { readonly item: StatusItem }) {
  const { t } = useTranslation("shell");
  const { locale } = useUi();
  const shell = useShell();
  const quiet = item.tone === "quiet";
  const age = formatDuration(item.ageMs, locale);
  const words =
    item.key === "printer"
      ? item.detail?.replace(/\. .*$/, "")
      : t(`status.${item.key}`, { age, pending: item.pending ?? 0 });
  const icon = cutOff.has(item.key) ? WifiOff : icons[item.id];
  const hidden = quiet && item.id !== "link";
  return (
    <button
      type="button"
      className="status-mark"
      title={item.key === "alone" ? t("status.aloneLong") : (item.detail ?? words ?? undefined)}
      data-testid={`status-${item.id}`}
      onClick={() => shell.go("settings", item.id === "link" ? "office" : "diagnostics")}
    >
      <span className={classNames("status-body", !quiet && `status-pill status-${item.tone}`)}>
        <Icon of={icon} size={18} />
        {quiet && <i className={classNames("status-dot", item.key === "offlineShort" && "status-dot-warn")} />}
        <span className={classNames(hidden && "visually-hidden", quiet && "status-words")}>{words}</span>
      </span>
    </button>
  );
}

type OpenShift = { readonly number: number; readonly openedAt: number };

function ShiftMark({ shift, now }: { readonly shift: OpenShift | null; readonly now: number }) {
  const { t } = useTranslation("shell");
  const { locale } = useUi();
  const shell = useShell();
  const ageMs = shift === null ? 0 : now - shift.openedAt;
  const age = formatDuration(ageMs, locale);
  const words = shift === null ? t("status.noShift") : t("status.shift", { number: shift.number, age });
  const amber = shift === null || ageMs >= shiftAmberMs;
  return (
    <button type="button" className="status-mark" title={words} onClick={() => shell.go("shift")}>
      <span className={classNames("status-body", amber && "status-pill status-amber")}>
        <Icon of={Clock} size={18} />
        <span className={amber ? undefined : "status-words"}>{words}</span>
      </span>
    </button>
  );
}
