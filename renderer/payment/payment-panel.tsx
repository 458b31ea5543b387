import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useActions } from "../shell/index.ts";
import {
  ArrowLeft,
  Banknote,
  Button,
  CreditCard,
  MoneyField,
  NumPad,
  Segmented,
  Split,
  useUi,
  type IconShape,
} from "../ui/index.ts";
import { PaymentChange } from "./payment-change.tsx";
import { cashDue, quickAmounts, type TenderChoice } from "./payment-math.ts";
import "./payment.css";
import type { AmountField, PaymentForm } from "./use-payment.ts";

export type PaymentPanelProps = {
  readonly form: PaymentForm;
  readonly savedMinor: number;
  readonly currency: string;
  readonly onBack: () => void;
};

/** How the customer pays: means, amount, change, and the way back. */
export function PaymentPanel({ form, savedMinor, currency, onBack }: PaymentPanelProps) {
  const { t } = useTranslation("till");
  const back = (): void => {
    if (!form.saving) onBack();
  };
  usePaymentActions(form, back);
  return (
    <section className="payment-main">
      <h1 className="visually-hidden">{t("action.pay")}</h1>
      <Tenders form={form} />
      <div className="payment-columns">
        <PaymentEntry form={form} currency={currency} />
        <PaymentChange payment={form.payment} savedMinor={savedMinor} currency={currency} />
      </div>
      <PaymentFoot form={form} onBack={back} />
    </section>
  );
}

const tenderKeys: Readonly<Record<TenderChoice, string>> = { cash: "F5", card: "F6", mixed: "F7" };
const tenderIcons: Readonly<Record<TenderChoice, IconShape>> = { cash: Banknote, card: CreditCard, mixed: Split };
const tenders = ["cash", "card", "mixed"] as const;

function usePaymentActions(form: PaymentForm, back: () => void): void {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const accept = { disabledReason: form.reason, inFields: true };
  useActions([
    { id: "accept", label: acceptText(form, t, locale), keys: "Enter", run: () => form.accept(), ...accept },
    { id: "accept-main", keys: "F9", run: () => form.accept(true), ...accept },
    { id: "back", label: t("payment.back"), keys: "Escape", run: back },
    ...tenders.map((choice) => ({
      id: `tender-${choice}`,
      label: t(`payment.${choice}`),
      keys: tenderKeys[choice],
      run: () => form.choose(choice),
    })),
  ]);
}

function Tenders({ form }: { readonly form: PaymentForm }) {
  const { t } = useTranslation("till");
  return (
    <div className="payment-tenders">
      <Segmented
        label={t("payment.tender")}
        value={form.payment.choice}
        onChange={form.choose}
        segments={tenders.map((value) => ({
          value,
          label: t(`payment.${value}`),
          icon: tenderIcons[value],
          keys: tenderKeys[value],
          testId: `tender-${value}`,
        }))}
      />
    </div>
  );
}

function PaymentFoot({ form, onBack }: { readonly form: PaymentForm; readonly onBack: () => void }) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  return (
    <div className="payment-foot">
      <Button icon={ArrowLeft} keys="Escape" size="large" onPress={onBack}>
        {t("payment.back")}
      </Button>
      <Button
        kind="main"
        size="main"
        keys="Enter"
        wide
        testId="accept-payment"
        disabledReason={form.reason}
        busyText={form.saving ? t("payment.saving") : null}
        onPress={() => form.accept()}
      >
        {acceptText(form, t, locale)}
      </Button>
    </div>
  );
}

type Words = ReturnType<typeof useTranslation<"till">>["t"];

function acceptText({ payment }: PaymentForm, t: Words, locale: "ru" | "be" | "en"): string {
  const { choice, payableMinor, receivedMinor } = payment;
  if (payableMinor === 0) return t("payment.acceptFree");
  if (choice === "card") return t("payment.acceptCard", { amount: formatMoney(payableMinor, locale) });
  const due = cashDue(payment);
  if (receivedMinor === null) return t("payment.acceptExact", { amount: formatMoney(due, locale) });
  return t("payment.accept", { amount: formatMoney(receivedMinor, locale) });
}

type Entry = { readonly form: PaymentForm; readonly currency: string };

function PaymentEntry({ form, currency }: Entry) {
  const { t } = useTranslation("till");
  const { choice } = form.payment;
  if (choice === "card") return <p className="payment-terminal">{t("payment.cardWaits")}</p>;
  return (
    <div className="payment-entry" data-mixed={choice === "mixed"}>
      {choice === "mixed" && <Amount form={form} field="card" />}
      <Amount form={form} field="received" />
      <QuickAmounts form={form} currency={currency} />
      <NumPad label={t("payment.pad")} onKey={form.press} />
    </div>
  );
}

function Amount({ form, field }: { readonly form: PaymentForm; readonly field: AmountField }) {
  const { t } = useTranslation("till");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (form.active === field) input.current?.focus();
  }, [form.active, field, form.payment.choice]);
  useEffect(() => {
    if (form.given === 0 || field !== "received") return;
    input.current?.focus();
    input.current?.select();
  }, [form.given, field]);
  return (
    <div onFocus={() => form.activate(field)}>
      <MoneyField
        inputRef={input}
        label={field === "card" ? t("payment.cardPart") : t("payment.received")}
        size={form.payment.choice === "mixed" ? "large" : "amount"}
        takesTyping={form.active === field}
        text={form.texts[field]}
        onText={(text) => form.write(field, text)}
        testId={field === "card" ? "card-part" : "received"}
      />
    </div>
  );
}

function QuickAmounts({ form, currency }: Entry) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const due = cashDue(form.payment);
  const { receivedMinor } = form.payment;
  return (
    <div className="payment-quick" role="group" aria-label={t("payment.quick")}>
      <Button selected={receivedMinor === due} onPress={() => form.give(due)}>
        {t("payment.exact")}
      </Button>
      {quickAmounts(due, currency).map((minor) => (
        <Button key={minor} selected={receivedMinor === minor} testId="quick-amount" onPress={() => form.give(minor)}>
          {formatMoney(minor, locale).slice(0, -3)}
        </Button>
      ))}
    </div>
  );
}
