import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { useActions } from "../shell/index.ts";
import { Button } from "../ui/index.ts";
import type { Fees } from "./use-fees.ts";

export type FeeOpenProps = { readonly fees: Fees; readonly view: AdmissionView };

/** A calculation becomes an application once it says who is joining and nothing is open. */
export function FeeOpen({ fees, view }: FeeOpenProps) {
  const { t } = useTranslation("reception");
  const { fee } = view;
  const label = t("fee.open");
  const missing = !fee.complete
    ? t("fee.answerLater")
    : fee.ineligible.length > 0
      ? t("fee.notEligible")
      : fees.name.trim() === ""
        ? t("fee.openLater")
        : null;
  const open = (): void => {
    if (missing === null) void fees.open();
  };
  useActions([{ id: "fee-open", label, keys: "F9", disabledReason: missing, run: open }]);
  return (
    <Button
      kind="main"
      size="main"
      wide
      keys="F9"
      testId="fee-open"
      disabledReason={missing}
      busyText={fees.task.busy ? t("fee.saving") : null}
      onPress={open}
    >
      {label}
    </Button>
  );
}
