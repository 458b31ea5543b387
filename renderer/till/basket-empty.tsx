import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { Empty, useUi } from "../ui/index.ts";

/** Nothing on the receipt: what to do first, and what lies aside. */
export function BasketEmpty() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const known = useShellState((state) => state.basket !== null);
  const count = useShellState((state) => state.basket?.suspended ?? 0);
  const amount = useOnlySuspended(count);
  if (!known) return null;
  const recall =
    amount === null ? t("basket.recall", { count }) : t("basket.recallOne", { amount: formatMoney(amount, locale) });
  return (
    <Empty
      title={t("basket.empty")}
      hints={[{ text: t("basket.find"), keys: "F2" }, ...(count > 0 ? [{ text: recall, keys: "F6" }] : [])]}
    />
  );
}

/** Amount of the one suspended basket; null when there is none or more than one. */
function useOnlySuspended(count: number): number | null {
  const shell = useShell();
  const [amount, setAmount] = useState<number | null>(null);
  useEffect(() => {
    if (count !== 1) return undefined;
    let stale = false;
    void shell.engine.call("listSuspended", {}).then((answer) => {
      if (!stale && "ok" in answer) setAmount(answer.ok[0]?.payableMinor ?? null);
    });
    return () => {
      stale = true;
    };
  }, [shell, count]);
  return count === 1 ? amount : null;
}
