import { useTranslation } from "react-i18next";
import { formatCount, formatDuration } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { Button, ProgressBar, useUi } from "../ui/index.ts";

/** A long check or import by name, with its figures, its time and a way out. Selling goes on meanwhile. */
export function CatalogueProgress({ file }: { readonly file: string }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const progress = useShellState((state) => state.importProgress);
  const running = progress?.phase === "checking" || progress?.phase === "writing" ? progress : null;
  const cancel = (): void => void shell.run("cancelImport", {});
  useActions([{ id: "cancel-import", label: t("catalogue.cancel"), keys: "Escape", run: cancel }]);
  const label = running === null ? t("catalogue.reading", { name: file }) : t(`catalogue.${running.phase}`);
  return (
    <div className="progress-place" data-testid="import-progress">
      <b>{label}</b>
      <ProgressBar label={label} value={running?.done ?? 0} of={running?.total ?? 0} />
      <p className="text-2">
        {running !== null &&
          t("catalogue.progress", {
            done: formatCount(running.done, locale),
            total: formatCount(running.total, locale),
          })}
        {running !== null && running.msLeft !== null && ` · ${leftText(running.msLeft)}`}
      </p>
      <Button size="large" keys="Escape" testId="cancel-import" onPress={cancel}>
        {t("catalogue.cancel")}
      </Button>
    </div>
  );

  function leftText(msLeft: number): string {
    const seconds = Math.ceil(msLeft / 1000);
    const time = seconds < 60 ? t("common.seconds", { count: seconds }) : formatDuration(msLeft, locale);
    return t("catalogue.msLeft", { time });
  }
}
