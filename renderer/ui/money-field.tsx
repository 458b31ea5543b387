import type { Ref } from "react";
import { cleanAmount } from "./amount-text.ts";
import { Field } from "./field.tsx";
import { useUi } from "./ui-context.tsx";

export type MoneyFieldProps = {
  readonly label: string;
  /** Text of the amount as `amount-text` keeps it; `amountMinor(text)` is its value. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly size?: "normal" | "large" | "amount";
  readonly autoFocus?: boolean;
  readonly error?: string | null;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly testId?: string;
  readonly takesTyping?: boolean;
};

/** A field that holds nothing but an amount. On a touch screen the till's own number pad types into it. */
export function MoneyField({ text, onText, ...field }: MoneyFieldProps) {
  const { locale } = useUi();
  return (
    <Field
      {...field}
      figures
      size={field.size ?? "amount"}
      inputMode="decimal"
      value={locale === "en" ? text.replace(",", ".") : text}
      onChange={(value) => onText(cleanAmount(value))}
    />
  );
}
