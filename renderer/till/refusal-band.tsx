import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CardBanner } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState, type Notice } from "../shell/index.ts";
import { ArrowRight, Band, Button, CircleX, CreditCard, ScanBarcode, Spoken, useUi } from "../ui/index.ts";
import { firstSentence } from "./first-sentence.ts";
import { useTill, useTillState } from "./till-context.tsx";

type Refused = NonNullable<CardBanner["refusal"]>;
type TopRefusal =
  { readonly from: "card"; readonly refusal: Refused } | { readonly from: "notice"; readonly notice: Notice };

/** What is refused now: the last scan, or the card on the receipt as long as it stays there. */
export function useTopRefusal(): TopRefusal | null {
  const notice = useShellState((state) => state.notice);
  const refusal = useShellState((state) => state.basket?.card?.refusal ?? null);
  const panel = useTillState((state) => state.panel);
  const aboutShownCard = refusal !== null && notice?.refusal?.details?.["code"] === refusal.code;
  if (notice?.tone === "refused" && !aboutShownCard) return { from: "notice", notice };
  return refusal === null || panel !== null ? null : { from: "card", refusal };
}

/** A card that does not serve: fact, clause, the sentence to say aloud, next steps. The basket stays live beside it. */
export function CardRefusal({ refusal }: { readonly refusal: Refused }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { store } = useTill();
  const shell = useShell();
  const price = useShellState((state) => state.session?.programme.cardPriceMinor ?? 0);
  const proceed = (): void => {
    shell.clearNotice();
    void shell.run("clearCard", {});
  };
  useActions([{ id: "continue", label: t("action.continue"), keys: "Enter", run: proceed }]);
  return (
    <div data-testid="refusal">
      <Band tone="refusal" title={refusal.title} icon={CreditCard}>
        <p>{refusal.clause === "" ? refusal.text : t("line.clause", { text: refusal.text, clause: refusal.clause })}</p>
        <Spoken label={t("card.toTell")}>{t("card.spoken", { text: refusal.aloud })}</Spoken>
      </Band>
      <Steps>
        <Button icon={ArrowRight} keys="Enter" wide testId="continue-without-card" onPress={proceed}>
          {t("action.continue")}
        </Button>
        <Button icon={ScanBarcode} aside={t("action.scannerWaits")} wide onPress={proceed}>
          {t("action.another")}
        </Button>
        <Button icon={CreditCard} keys="F7" wide onPress={() => store.setState({ panel: "card" })}>
          {t("action.newCard", { amount: formatMoney(price, locale) })}
        </Button>
      </Steps>
    </div>
  );
}

/** A scan or action that was refused: the first sentence large, the rest and the next steps under it. */
export function NoticeRefusal({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation("till");
  const [title, rest] = firstSentence(notice.text);
  const clause = notice.refusal?.clause;
  const steps = notice.refusal?.steps ?? [];
  return (
    <div data-testid="refusal">
      <Band tone="refusal" title={title} icon={CircleX}>
        {rest !== "" && <p>{clause === undefined ? rest : t("line.clause", { text: rest, clause })}</p>}
      </Band>
      {steps.length > 0 && (
        <Steps>
          {steps.map((step) => (
            <p key={step}>{step}</p>
          ))}
        </Steps>
      )}
    </div>
  );
}

function Steps({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("till");
  return (
    <div className="decision-block decision-stack">
      <p className="text-label">{t("card.steps")}</p>
      {children}
    </div>
  );
}
