import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { faultText, useShell, useShellState } from "../shell/index.ts";
import { amountMinor, amountText, typeAmount, useUi, type AmountKey } from "../ui/index.ts";
import { paymentFault, tendersOf, type Payment, type TenderChoice } from "./payment-math.ts";
import { useTill } from "./till-context.tsx";

export type AmountField = "received" | "card";

export type PaymentForm = {
  readonly payment: Payment;
  readonly texts: Readonly<Record<AmountField, string>>;
  /** Field that the number pad types into. */
  readonly active: AmountField;
  readonly saving: boolean;
  /** Grows with each whole amount: its field is then marked, so that the next key replaces it. */
  readonly given: number;
  /** Why it cannot be accepted yet, in words; null when it can. */
  readonly reason: string | null;
  choose(choice: TenderChoice): void;
  activate(field: AmountField): void;
  write(field: AmountField, text: string): void;
  press(key: AmountKey): void;
  give(minor: number): void;
  /** `byMainKey`: by F9, the key that leads on from the receipt too. */
  accept(byMainKey?: boolean): void;
};

/** The payment being typed, and its way into the engine. */
export function usePayment(): PaymentForm {
  const payableMinor = useShellState((state) => state.basket?.totals.payableMinor ?? 0);
  const [choice, setChoice] = useState<TenderChoice>("cash");
  const [texts, setTexts] = useState<Record<AmountField, string>>({ received: "", card: "" });
  const [active, setActive] = useState<AmountField>("received");
  const [given, setGiven] = useState(0);
  // An amount put there whole (a quick one) is replaced by the next digit, not added to.
  const whole = useRef(false);
  const payment: Payment = {
    choice,
    payableMinor,
    receivedMinor: amountMinor(texts.received),
    cardMinor: amountMinor(texts.card),
  };
  const { saving, accept } = useAcceptance(payment);
  const write = (field: AmountField, text: string): void => {
    whole.current = false;
    setTexts((before) => ({ ...before, [field]: text }));
  };
  return {
    payment,
    texts,
    active,
    saving,
    given,
    reason: useReason(payment),
    activate: setActive,
    write,
    accept,
    choose(next) {
      setChoice(next);
      setActive(next === "mixed" ? "card" : "received");
    },
    press(key) {
      const from = whole.current && key !== "back" ? "" : texts[active];
      write(active, typeAmount(from, key));
    },
    give(minor) {
      write("received", amountText(minor));
      setActive("received");
      setGiven((count) => count + 1);
      whole.current = true;
    },
  };
}

function useReason(payment: Payment): string | null {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const blocked = useShellState((state) => state.basket?.blocked ?? null);
  const lost = useShellState((state) => state.connection.state !== "connected");
  const fault = paymentFault(payment);
  if (lost) return t("action.payLost");
  if (blocked !== null) return blocked;
  switch (fault?.kind) {
    case undefined:
      return null;
    case "short":
      return t("payment.laterShort", { amount: formatMoney(fault.missingMinor, locale) });
    case "card-missing":
      return t("payment.laterCard");
    case "card-over":
      return t("payment.laterCardOver", { amount: formatMoney(payment.payableMinor, locale) });
  }
}

const doublePressMs = 800;
/** An answer that got lost on its way is asked for again: the same request answers the same receipt. */
const tries = 3;

/** One request name for one basket, so that neither a second Enter nor a lost answer can sell it twice. */
function useAcceptance(payment: Payment): { readonly saving: boolean; accept: PaymentForm["accept"] } {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const { store } = useTill();
  const shell = useShell();
  const [saving, setSaving] = useState(false);
  const running = useRef(false);
  const request = useRef({ basket: "", id: "" });
  const send = async (): Promise<void> => {
    const { basket } = shell.store.getState();
    if (basket === null) return;
    if (request.current.basket !== basket.id) request.current = { basket: basket.id, id: crypto.randomUUID() };
    const input = {
      requestId: request.current.id,
      revision: basket.revision,
      payableMinor: payment.payableMinor,
      tenders: tendersOf(payment),
    };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await shell.engine.call("completeSale", input);
      if ("ok" in answer) {
        const { number, changeMinor } = answer.ok;
        const change = formatMoney(changeMinor, locale);
        store.setState({ mode: "receipt", receipt: answer.ok });
        shell.tell(
          "done",
          changeMinor > 0 ? t("receipt.savedChange", { number, change }) : t("receipt.saved", { number }),
        );
        return;
      }
      if ("refused" in answer) return shell.tell("refused", answer.refused.message, { refusal: answer.refused });
      if (answer.error !== "answer-lost" || attempt >= tries) {
        return shell.tell("refused", faultText(shell.texts, answer.error));
      }
    }
  };
  const accept = (byMainKey = false): void => {
    if (running.current) return;
    running.current = true;
    setSaving(true);
    shell.clearNotice();
    void send().finally(() => {
      if (byMainKey) store.setState({ restUntil: performance.now() + doublePressMs });
      running.current = false;
      setSaving(false);
    });
  };
  return { saving, accept };
}
