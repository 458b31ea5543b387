import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CardBanner } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState, type Notice } from "../shell/index.ts";
import {
  ArrowRight,
  Band,
  Button,
  CircleX,
  Clock,
  CreditCard,
  Scale,
  ScanBarcode,
  Search,
  Spoken,
  useUi,
  type IconShape,
} from "../ui/index.ts";
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
  const [proceedText = t("action.continue"), anotherText = t("action.another"), newText] = refusal.steps;
  const proceed = (): void => {
    shell.clearNotice();
    void shell.run("clearCard", {});
  };
  useActions([{ id: "continue", label: proceedText, keys: "Enter", run: proceed }]);
  return (
    <div data-testid="refusal">
      <Band tone="refusal" title={refusal.title} icon={CreditCard}>
        <p>{refusal.clause === "" ? refusal.text : t("line.clause", { text: refusal.text, clause: refusal.clause })}</p>
        <Spoken label={t("card.toTell")}>{t("card.spoken", { text: refusal.aloud })}</Spoken>
      </Band>
      <Steps>
        <Button icon={ArrowRight} keys="Enter" wide testId="continue-without-card" onPress={proceed}>
          {proceedText}
        </Button>
        <Button icon={ScanBarcode} aside={t("action.scannerWaits")} wide onPress={proceed}>
          {anotherText}
        </Button>
        <Button icon={CreditCard} keys="F7" wide onPress={() => store.setState({ panel: "card" })}>
          {newText ?? t("action.newCard", { amount: formatMoney(price, locale) })}
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
  const [first, ...others] = notice.refusal?.steps ?? [];
  const step = useFirstStep(notice);
  useActions(step === null ? [] : [{ id: "first-step", keys: step.keys, run: step.run }], 2);
  return (
    <div data-testid="refusal">
      <Band tone="refusal" title={title} icon={CircleX}>
        {rest !== "" && <p>{clause === undefined ? rest : t("line.clause", { text: rest, clause })}</p>}
      </Band>
      {first !== undefined && (
        <Steps>
          {step === null ? (
            <p>{first}</p>
          ) : (
            <Button icon={step.icon} keys={step.keys} wide testId="first-step" onPress={step.run}>
              {first}
            </Button>
          )}
          {others.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Steps>
      )}
    </div>
  );
}

type FirstStep = { readonly keys: string; readonly icon: IconShape; readonly run: () => void };

/** What the first step of a refusal does, where the till can do it. */
function useFirstStep({ refusal, code }: Notice): FirstStep | null {
  const { store } = useTill();
  const shell = useShell();
  const weigh = async (barcode: string): Promise<void> => {
    const price = await shell.run("checkPrice", { code: barcode });
    if (price === undefined) return;
    shell.clearNotice();
    store.setState({ panel: "weight", weighing: price.item });
  };
  const open = (panel: "card"): void => {
    shell.clearNotice();
    store.setState({ panel });
  };
  switch (refusal?.kind) {
    case "code-unknown":
    case "item-unknown":
    case "barcode-damaged":
      return {
        keys: "F2",
        icon: Search,
        run: () => document.querySelector<HTMLElement>("[data-typing-target]")?.focus(),
      };
    case "weight-needed":
      return code === null ? null : { keys: "F3", icon: Scale, run: () => void weigh(code) };
    case "card-already-on-receipt":
      return { keys: "F7", icon: CreditCard, run: () => open("card") };
    case "shift-not-open":
      return { keys: "F9", icon: Clock, run: () => shell.go("shift") };
    default:
      return null;
  }
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
