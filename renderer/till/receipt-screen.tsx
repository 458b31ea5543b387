import { useTranslation } from "react-i18next";
import { PaidReceipt } from "../payment/index.ts";
import { useTill, useTillState } from "./till-context.tsx";

/** The receipt stays in view until the next customer, whose first scan leads back to the basket. */
export function ReceiptScreen() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const receipt = useTillState((state) => state.receipt);
  const next = (): void => {
    if (performance.now() >= store.getState().restUntil) store.setState({ mode: "basket", receipt: null });
  };
  return receipt === null ? null : <PaidReceipt receipt={receipt} onNext={next} hint={t("receipt.nextText")} />;
}
