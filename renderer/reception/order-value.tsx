import { useTranslation } from "react-i18next";
import type { OrderKindView } from "../../core/contract/index.ts";
import { Button, Field, MoneyField, Plus } from "../ui/index.ts";
import { OptionButtons } from "./option-buttons.tsx";
import type { OrderDraft, ScaleStep } from "./order-draft.ts";
import { useAmountLabel } from "./use-amount-label.ts";

export type OrderValueProps = {
  readonly draft: OrderDraft;
  readonly kind: OrderKindView;
  readonly change: (part: Partial<OrderDraft>) => void;
};

/** What the order gives: a percentage, sessions, a scale by purchases, or rules that apply together. */
export function OrderValue({ draft, kind, change }: OrderValueProps) {
  const { t } = useTranslation("reception");
  const bounded = (label: string): string =>
    kind.bounds === "" ? label : t("orders.bounded", { label, bounds: kind.bounds });
  switch (kind.value) {
    case "rate":
      return (
        <MoneyField
          label={bounded(t("orders.rate"))}
          size="large"
          text={draft.value}
          testId="order-value"
          onText={(value) => change({ value })}
        />
      );
    case "sessions":
      return (
        <Field
          label={bounded(t("orders.sessions"))}
          value={draft.value}
          inputMode="numeric"
          maxLength={2}
          testId="order-value"
          onChange={(text) => change({ value: text.replaceAll(/\D/g, "") })}
        />
      );
    case "combine":
      return (
        <OptionButtons
          label={t("orders.combine")}
          options={kind.combine}
          chosen={draft.combine}
          onChange={(combine) => change({ combine })}
        />
      );
    case "scale":
      return <Scale label={bounded(t("orders.scale"))} draft={draft} change={change} />;
  }
}

type ScaleProps = Pick<OrderValueProps, "draft" | "change"> & { readonly label: string };

function Scale({ label, draft: { scale }, change }: ScaleProps) {
  const { t } = useTranslation("reception");
  const amount = useAmountLabel();
  const set = (at: number, step: ScaleStep): void =>
    change({ scale: scale.map((one, nth) => (nth === at ? step : one)) });
  return (
    <fieldset className="desk-group">
      <legend>{label}</legend>
      {scale.map((step, at) => (
        <div key={`step-${String(at)}`} className="desk-pair">
          <MoneyField
            label={amount(t("orders.scaleFrom"))}
            size="normal"
            text={step.from}
            testId={`scale-from-${at}`}
            onText={(from) => set(at, { ...step, from })}
          />
          <MoneyField
            label={t("orders.percent")}
            size="normal"
            text={step.rate}
            testId={`scale-rate-${at}`}
            onText={(rate) => set(at, { ...step, rate })}
          />
        </div>
      ))}
      <Button icon={Plus} onPress={() => change({ scale: [...scale, { from: "", rate: "" }] })}>
        {t("orders.step")}
      </Button>
    </fieldset>
  );
}
