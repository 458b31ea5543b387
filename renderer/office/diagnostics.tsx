import { useTranslation } from "react-i18next";
import type { StatusView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatCount, formatDateTime, formatDuration } from "../../core/text/index.ts";
import { useMinute, useShellState } from "../shell/index.ts";
import { Waiting } from "../task/index.ts";
import { CircleAlert, CircleCheck, classNames, Icon, useUi } from "../ui/index.ts";
import { formatBytes } from "./byte-text.ts";

/** How the terminal is, part by part: what is well is quiet, what is not says what to do. */
export function Diagnostics() {
  const { t } = useTranslation("office");
  const status = useShellState((state) => state.status);
  const version = useShellState((state) => state.session?.version);
  if (status === null) return <Waiting />;
  return (
    <ul className="settings-form settings-wide" data-testid="diagnostics">
      <LinkRow status={status} />
      <StorageRow status={status} />
      <ClockRow status={status} />
      <JournalRow status={status} />
      <BackupRow status={status} />
      <CountRows status={status} />
      <DeviceRows status={status} />
      <DiagRow well label={t("settings.diag.version")} text={version ?? ""} />
    </ul>
  );
}

type Part = { readonly status: StatusView };
type DiagRowProps = { readonly well: boolean; readonly label: string; readonly text: string };

function DiagRow({ well, label, text }: DiagRowProps) {
  return (
    <li className={classNames("check", !well && "check-left")}>
      <Icon of={well ? CircleCheck : CircleAlert} />
      <span>{label}</span>
      <span className="diag-text">{text}</span>
    </li>
  );
}

const wellLinked: ReadonlySet<StatusView["link"]["state"]> = new Set(["none", "connecting", "online"]);

function LinkRow({ status: { link } }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const now = useMinute();
  const age = formatDuration(now - (link.since ?? now), locale);
  const pending = link.pending === 0 ? "" : ` · ${t("settings.diag.pending", { count: link.pending })}`;
  return (
    <DiagRow
      well={wellLinked.has(link.state)}
      label={t("settings.diag.link")}
      text={`${t(`settings.diag.link_${link.state}`, { age })}${pending}`}
    />
  );
}

function StorageRow({ status: { storage } }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const text =
    storage.message ?? t(`settings.diag.storage_${storage.state}`, { size: formatBytes(storage.freeBytes, locale) });
  return <DiagRow well={storage.state === "ok"} label={t("settings.diag.storage")} text={text} />;
}

function ClockRow({ status }: Part) {
  const { t } = useTranslation("office");
  const at = useLocalTime()(status.now);
  return (
    <DiagRow
      well={status.clock === "ok"}
      label={t("settings.diag.clock")}
      text={status.clockMessage ?? t("settings.diag.clock_ok", { at })}
    />
  );
}

function JournalRow({ status: { journal } }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const checked = t(journal.verified ? "settings.diag.journal_verified" : "settings.diag.journal_unverified");
  const count = t("settings.diag.journalText", { count: journal.events, shown: formatCount(journal.events, locale) });
  return <DiagRow well label={t("settings.diag.journal")} text={`${count}, ${checked}`} />;
}

function BackupRow({ status }: Part) {
  const { t } = useTranslation("office");
  const time = useLocalTime();
  const at = status.lastBackupAt;
  return (
    <DiagRow
      well={at !== null}
      label={t("settings.diag.backup")}
      text={at === null ? t("settings.diag.backup_none") : t("journal.lastBackup", { at: time(at) })}
    />
  );
}

function CountRows({ status }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <>
      <DiagRow
        well={status.items > 0}
        label={t("settings.diag.items")}
        text={
          status.items === 0
            ? t("settings.diag.items_none")
            : t("settings.diag.items_count", { count: formatCount(status.items, locale) })
        }
      />
      <DiagRow
        well
        label={t("settings.diag.cards")}
        text={t("settings.diag.cards_count", { count: formatCount(status.cards, locale) })}
      />
    </>
  );
}

function DeviceRows({ status: { devices } }: Part) {
  const { t } = useTranslation("office");
  if (devices.length === 0) {
    return <DiagRow well label={t("settings.diag.devices")} text={t("settings.diag.noDevices")} />;
  }
  return devices.map((device) => (
    <DiagRow
      key={device.id}
      well={device.state === "ready"}
      label={t(`settings.diag.device_${device.kind}`)}
      text={`${t(`settings.diag.device_${device.state}`)}${device.message === "" ? "" : `: ${device.message}`}`}
    />
  ));
}

function useLocalTime(): (at: number) => string {
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  return (at) => formatDateTime(localDateTime(at, timeZone));
}
