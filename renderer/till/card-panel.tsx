import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CardBanner, LineView } from "../../core/contract/index.ts";
import { formatMoney, formatPercent } from "../../core/text/index.ts";
import { faultText, useActions, useShell, useShellState } from "../shell/index.ts";
import { Button, CircleCheck, CircleX, CreditCard, Field, Icon, ScanBarcode, useUi } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useTill } from "./till-context.tsx";

/** The customer's card: its state, taking it off, showing one by its number, selling a new one. */
export function CardPanel() {
  const { t } = useTranslation("till");
  const card = useShellState((state) => state.basket?.card ?? null);
  const blank = useShellState((state) => state.basket?.lines.find((line) => line.state === "card"));
  return (
    <Panel title={t("cardPanel.title")} closeText={t("cardPanel.close")} keys="F7" testId="card-panel">
      {card === null ? <TypedCard /> : <ShownCard card={card} blank={blank} />}
      {blank === undefined && <NewCard />}
    </Panel>
  );
}

type ShownCardProps = { readonly card: CardBanner; readonly blank: LineView | undefined };

/** A blank that the receipt activates is goods: taking it off removes its line. */
function ShownCard({ card, blank }: ShownCardProps) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { store } = useTill();
  const shell = useShell();
  const clear = async (): Promise<void> => {
    const done =
      card.state === "activates" && blank !== undefined
        ? await shell.run("removeLine", { lineId: blank.id })
        : await shell.run("clearCard", {});
    if (done === undefined) return;
    store.setState({ panel: null });
    shell.tell("done", t("cardPanel.cleared"));
  };
  return (
    <>
      <div className="till-card-head">
        <div>
          <p className="card-title">{t("card.title", { masked: card.masked })}</p>
          <p className={card.state === "refused" ? "card-status text-bad" : "card-status"}>
            <Icon of={card.state === "refused" ? CircleX : CircleCheck} size={16} />
            {card.status}
          </p>
        </div>
        {card.rateBp > 0 && <span className="card-rate">{formatPercent(card.rateBp, locale)}</span>}
      </div>
      <Button wide testId="clear-card" onPress={() => void clear()}>
        {t("cardPanel.clear")}
      </Button>
    </>
  );
}

/** A typed number goes to the engine as such: whether it may serve is the programme's rule. */
function TypedCard() {
  const { t } = useTranslation("till");
  const shell = useShell();
  const [number, setNumber] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const digits = number.replaceAll(/\s/g, "");
  const show = async (): Promise<void> => {
    if (digits.length < 4) return;
    const answer = await shell.engine.call("scanCard", { number: digits, presentation: "number" });
    if ("ok" in answer) return shell.tell("card", answer.ok.text);
    setFault("refused" in answer ? answer.refused.message : faultText(shell.texts, answer.error));
  };
  useActions([{ id: "card-show", keys: "Enter", inFields: true, run: () => void show() }]);
  return (
    <>
      <p className="text-2">{t("cardPanel.waits")}</p>
      <Field
        label={t("cardPanel.number")}
        icon={CreditCard}
        size="large"
        inputMode="numeric"
        maxLength={32}
        value={number}
        error={fault}
        testId="card-number"
        onChange={(value) => {
          setNumber(value);
          setFault(null);
        }}
      />
      <Button
        keys="Enter"
        wide
        testId="card-show"
        disabledReason={digits.length < 4 ? t("cardPanel.numberLater") : null}
        onPress={() => void show()}
      >
        {t("cardPanel.check")}
      </Button>
    </>
  );
}

function NewCard() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const price = useShellState((state) => state.session?.programme.cardPriceMinor ?? 0);
  return (
    <div className="hint">
      <p className="card-title">{t("cardPanel.sell", { amount: formatMoney(price, locale) })}</p>
      <p className="text-2">{t("cardPanel.sellText")}</p>
      <p className="card-status">
        <Icon of={ScanBarcode} size={16} />
        {t("cardPanel.sellWaits")}
      </p>
    </div>
  );
}
