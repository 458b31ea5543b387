import { useTranslation } from "react-i18next";
import { useShell } from "../shell/index.ts";
import { BarKey, KeyBar } from "../ui/index.ts";

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
    <KeyBar label={t("fee.all")}>
      <BarKey testId="key-fee-new" keys="F2" label={t("fee.newOne")} onPress={onNew} />
      <BarKey testId="key-fee-list" keys="F6" label={t("fee.applications")} pressed={isList} onPress={onList} />
      {!isList && <BarKey testId="key-fee-print" keys="Ctrl+P" label={t("fee.print")} onPress={onPrint} />}
      <BarKey
        testId="key-fee-all"
        keys="Ctrl+K"
        label={t("fee.all")}
        onPress={() => shell.store.setState({ paletteOpen: true })}
      />
    </KeyBar>
  );
}
