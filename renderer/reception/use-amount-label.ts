import { useTranslation } from "react-i18next";
import { useShellState } from "../shell/index.ts";

/** Names an amount with its currency: `К оплате, ₽`. */
export function useAmountLabel(): (label: string) => string {
  const { t } = useTranslation("shell");
  const currency = useShellState((state) => state.session?.programme.currencyLabel ?? "");
  return (label) => t("currency", { label, currency });
}
