import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskFact, DeskFieldView } from "../../core/contract/index.ts";
import { amountMinor, amountText, DateField, Field, MoneyField, Segmented, Select, Tick } from "../ui/index.ts";
import { NameListField } from "./name-list-field.tsx";
import { NumberField } from "./number-field.tsx";
import { OptionButtons } from "./option-buttons.tsx";
import { useAmountLabel } from "./use-amount-label.ts";

export type DeskFieldProps = {
  readonly field: DeskFieldView;
  readonly value: DeskFact;
  readonly onAnswer: (value: DeskFact) => void;
  readonly autoFocus?: boolean;
};

/** One question of a form, asked as its fact's type wants it. */
export function DeskField({ autoFocus = false, ...part }: DeskFieldProps) {
  const { t } = useTranslation("reception");
  const { field, value, onAnswer } = part;
  const { label, kind } = field;
  const testId = `fact-${field.fact}`;
  const text = typeof value === "string" ? value : "";
  switch (kind) {
    case "evidence":
    case "flag":
      return <FlagField {...part} />;
    case "number": {
      const { least, most } = field;
      const number = typeof value === "number" ? value : null;
      const bounds = { least: least ?? 0, most: most ?? 1_000_000 };
      return <NumberField label={label} value={number} {...bounds} testId={testId} onChange={onAnswer} />;
    }
    case "money":
      return <SumField {...part} />;
    case "list":
      return <ListField {...part} />;
    case "choice":
      return <ChoiceField {...part} />;
    case "date":
      return <DateField label={label} value={text} placeholder={t("form.day")} testId={testId} onChange={onAnswer} />;
    case "text":
      return (
        <Field
          label={label}
          value={text}
          maxLength={200}
          autoFocus={autoFocus}
          placeholder={field.hint ?? undefined}
          testId={testId}
          onChange={onAnswer}
        />
      );
  }
}

/** Several of what there is to choose from, or names typed one by one. */
function ListField({ field, value, onAnswer }: PartProps) {
  const chosen = Array.isArray(value) ? value : [];
  const { label, options, fact } = field;
  if (options.length === 0) return <NameListField field={field} names={chosen} onChange={onAnswer} />;
  return <OptionButtons label={label} options={options} chosen={chosen} testId={`fact-${fact}`} onChange={onAnswer} />;
}

/** Up to so many choices stand side by side; more are a list to open. */
export const sideBySide = 3;

function ChoiceField({ field, value, onAnswer }: PartProps) {
  const { t } = useTranslation("reception");
  const text = typeof value === "string" ? value : "";
  if (field.options.length <= sideBySide && value !== null) return <Choice {...{ field, value: text, onAnswer }} />;
  return (
    <Select
      label={field.label}
      value={text}
      options={field.options}
      empty={field.start === null ? t("form.none") : undefined}
      testId={`fact-${field.fact}`}
      onChange={(next) => onAnswer(next === "" ? null : next)}
    />
  );
}

type PartProps = Omit<DeskFieldProps, "autoFocus">;

function FlagField({ field, value, onAnswer }: PartProps) {
  const { t } = useTranslation("reception");
  const { label, hint, clause } = field;
  const words = [...(hint === null ? [] : [hint]), ...(clause === null ? [] : [t("clause", { clause })])];
  return (
    <Tick
      label={label}
      hint={words.length > 0 ? words.join(" · ") : null}
      checked={value === true}
      testId={`fact-${field.fact}`}
      onChange={onAnswer}
    />
  );
}

function Choice({ field, value, onAnswer }: Omit<PartProps, "value"> & { readonly value: string }) {
  return (
    <div className="field">
      <span className="text-label">{field.label}</span>
      <Segmented
        label={field.label}
        value={value}
        segments={field.options.map((option) => ({
          value: option.value,
          label: option.text,
          testId: `fact-${field.fact}-${option.value}`,
        }))}
        onChange={onAnswer}
      />
    </div>
  );
}

/** An amount as it is typed; what is no amount yet is no answer. */
function SumField({ field, value, onAnswer }: PartProps) {
  const amount = useAmountLabel();
  const [text, setText] = useState(typeof value === "number" ? amountText(value) : "");
  return (
    <MoneyField
      label={amount(field.label)}
      size="large"
      text={value === null ? "" : text}
      testId={`fact-${field.fact}`}
      onText={(next) => {
        setText(next);
        onAnswer(amountMinor(next));
      }}
    />
  );
}
