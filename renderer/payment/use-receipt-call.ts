import { useTranslation } from "react-i18next";
import type { Answer, ReceiptView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { faultText, useShell } from "../shell/index.ts";
import { useUi } from "../ui/index.ts";

/** An answer that got lost on its way is asked for again: the same request answers the same receipt. */
const tries = 3;

type Ask = () => Promise<Answer<"completeSale" | "sellDesk">>;

/** Asks the engine for a receipt and says what came of it; undefined when none did. */
export function useReceiptCall(): (ask: Ask) => Promise<ReceiptView | undefined> {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const shell = useShell();
  return async (ask) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask();
      if ("ok" in answer) {
        const { number, changeMinor } = answer.ok;
        const change = formatMoney(changeMinor, locale);
        const saved = changeMinor > 0 ? t("receipt.savedChange", { number, change }) : t("receipt.saved", { number });
        shell.tell("done", saved);
        return answer.ok;
      }
      if ("refused" in answer) {
        shell.tell("refused", answer.refused.message, { refusal: answer.refused });
        return undefined;
      }
      if (answer.error !== "answer-lost" || attempt >= tries) {
        shell.tell("refused", faultText(shell.texts, answer.error));
        return undefined;
      }
    }
  };
}
