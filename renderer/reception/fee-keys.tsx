import { useTranslation } from "react-i18next";
import { useShell } from "../shell/index.ts";
import { BarKey } from "./member-keys.tsx";

export type FeeKeysProps = {
  readonly isList: boolean;
  readonly onList: () => void;
  readonly onNew: () => void;
  readonly onPrint: () => void;
};

/** What else is done with applications, each with its key under the word. */
export function FeeKeys({ isList, onList, onNew, onPrint }: FeeKeysProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  return (
    <div className="reception-keys" role="toolbar" aria-label={t("fee.all")}>
      <BarKey name="fee-new" keys="F2" label={t("fee.newOne")} run={onNew} />
      <BarKey name="fee-list" keys="F6" label={t("fee.applications")} pressed={isList} run={onList} />
      {!isList && <BarKey name="fee-print" keys="Ctrl+P" label={t("fee.print")} run={onPrint} />}
      <BarKey
        name="fee-all"
        keys="Ctrl+K"
        label={t("fee.all")}
        run={() => shell.store.setState({ paletteOpen: true })}
      />
    </div>
  );
}
