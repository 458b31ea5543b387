import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactField } from "../../core/contract/index.ts";
import { amountMinor, amountText, Button, Check, classNames, Field, MoneyField, Segmented } from "../ui/index.ts";
import { OptionButtons } from "./option-buttons.tsx";
import type { FactGiven } from "./use-fees.ts";

export type FeeFieldProps = {
  readonly field: FactField;
  readonly onAnswer: (value: FactGiven | null) => void;
};

/** One question, asked by the type of its answer. */
export function FeeField({ field, onAnswer }: FeeFieldProps) {
  const { title, type, values, given, fact } = field;
  if (type === "boolean") return <YesNo field={field} onAnswer={onAnswer} />;
  if (values !== null && type === "set") {
    return (
      <OptionButtons
        label={title}
        options={values.map(({ value, title: text }) => ({ value, text }))}
        chosen={Array.isArray(given) ? given : []}
        testId={`fact-${fact}`}
        onChange={(chosen) => onAnswer(chosen)}
      />
    );
  }
  if (values !== null) return <OneOf field={field} onAnswer={onAnswer} />;
  return <Typed field={field} onAnswer={onAnswer} />;
}

function YesNo({ field: { title, given, fact }, onAnswer }: FeeFieldProps) {
  const { t } = useTranslation("reception");
  return (
    <div className="field">
      <span className="text-label">{title}</span>
      <Segmented
        label={title}
        segments={[
          { value: "true", label: t("fee.yes"), testId: `fact-${fact}-yes` },
          { value: "false", label: t("fee.no"), testId: `fact-${fact}-no` },
        ]}
        value={String(given)}
        onChange={(value) => onAnswer(value === "true")}
      />
    </div>
  );
}

/** All answers until there is one; then that one, and the others on request. */
function OneOf({ field: { title, values, given, fact }, onAnswer }: FeeFieldProps) {
  const { t } = useTranslation("reception");
  const [isOpen, setOpen] = useState(given === null);
  const shown = values?.filter(({ value }) => isOpen || value === given) ?? [];
  return (
    <div className={classNames("field", isOpen && "fee-wide")} role="group" aria-label={title}>
      <span className="text-label">{title}</span>
      <div className="fee-options">
        {shown.map(({ value, title: text }) => (
          <Button
            key={value}
            selected={value === given}
            wide={!isOpen}
            icon={value === given ? Check : undefined}
            aside={isOpen ? undefined : t("fee.change")}
            testId={`fact-${fact}-${value}`}
            onPress={() => {
              setOpen(!isOpen);
              if (isOpen) onAnswer(value);
            }}
          >
            {text}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** What is typed counts when the field is left, or by Enter. */
function Typed({ field: { title, type, given, fact }, onAnswer }: FeeFieldProps) {
  const { t } = useTranslation("reception");
  const [text, setText] = useState(textOf(given, type));
  const answer = (): void => {
    const value = valueOf(text, type);
    if (JSON.stringify(value) !== JSON.stringify(given)) onAnswer(value);
  };
  const shared = { label: title, testId: `fact-${fact}` };
  return (
    <div onBlur={answer}>
      {type === "money" ? (
        <MoneyField {...shared} size="normal" text={text} onText={setText} />
      ) : (
        <Field
          {...shared}
          type={type === "date" ? "date" : "text"}
          inputMode={type === "integer" ? "numeric" : "text"}
          placeholder={type === "set" ? t("fee.listHint") : undefined}
          value={text}
          maxLength={200}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            answer();
          }}
        />
      )}
    </div>
  );
}

function textOf(given: FactField["given"], type: FactField["type"]): string {
  if (given === null) return "";
  if (Array.isArray(given)) return given.join(", ");
  return type === "money" && typeof given === "number" ? amountText(given) : String(given);
}

/** Null for nothing, or nothing of the type. */
function valueOf(text: string, type: FactField["type"]): FactGiven | null {
  const typed = text.trim();
  if (typed === "") return null;
  switch (type) {
    case "money":
      return amountMinor(typed);
    case "integer":
      return /^\d{1,4}$/.test(typed) ? Number(typed) : null;
    case "set":
      return typed
        .split(/[,;]/)
        .map((one) => one.trim())
        .filter((one) => one !== "");
    default:
      return typed;
  }
}
