import { useTranslation } from "react-i18next";
import { currentHost, useShell } from "../shell/index.ts";

/** Prints the sheet that is mounted, and says so where it fails. */
export function usePrint(): () => Promise<void> {
  const { t } = useTranslation("till");
  const shell = useShell();
  return async () => {
    const outcome = await currentHost().print();
    if (outcome === "printed") shell.tell("done", t("receipt.printed"));
    else if (outcome === "failed") shell.tell("refused", t("receipt.printFailed"));
  };
}
