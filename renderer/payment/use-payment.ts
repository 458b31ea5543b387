import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Tender } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { amountMinor, amountText, typeAmount, useUi, type AmountKey } from "../ui/index.ts";
import { paymentFault, tendersOf, type Payment, type TenderChoice } from "./payment-math.ts";

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

/** What is to be paid, and how it gets into the engine. */
export type ToPay = {
  readonly payableMinor: number;
  /** Why it cannot be paid now, in words; null when it can. */
  readonly blocked: string | null;
  /** Ends when the engine has answered; until then further presses are ignored. */
  settle(tenders: readonly Tender[], byMainKey: boolean): Promise<void>;
};

/** The payment being typed. */
export function usePayment({ payableMinor, blocked, settle }: ToPay): PaymentForm {
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
  const { saving, accept } = useAcceptance((byMainKey) => settle(tendersOf(payment), byMainKey));
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
    reason: useReason(payment, blocked),
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

function useReason(payment: Payment, blocked: string | null): string | null {
  const { t } = useTranslation("till");
  const { locale } = useUi();
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

function useAcceptance(settle: (byMainKey: boolean) => Promise<void>): Pick<PaymentForm, "saving" | "accept"> {
  const shell = useShell();
  const [saving, setSaving] = useState(false);
  const running = useRef(false);
  return {
    saving,
    accept(byMainKey = false) {
      if (running.current) return;
      running.current = true;
      setSaving(true);
      shell.clearNotice();
      void settle(byMainKey).finally(() => {
        running.current = false;
        setSaving(false);
      });
    },
  };
}
