import { useState } from "react";
import { dayText, daysLater, typedDay } from "./date-text.ts";
import { Field } from "./field.tsx";

export type DateFieldProps = {
  readonly label: string;
  /** `YYYY-MM-DD`; empty where there is none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** How a day is written: `дд.мм.гггг`. */
  readonly placeholder: string;
  readonly testId?: string | undefined;
};

/**
 * A day, typed as people here write it whatever language the system speaks; the arrow keys go on by days. What is no
 * day yet is none.
 */
export function DateField({ label, value, onChange, placeholder, testId }: DateFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const step = (days: number): void => {
    if (value === "") return;
    setDraft(null);
    onChange(daysLater(value, days));
  };
  return (
    <div onBlur={() => setDraft(null)}>
      <Field
        label={label}
        value={draft ?? dayText(value)}
        placeholder={placeholder}
        inputMode="numeric"
        maxLength={10}
        testId={testId}
        onChange={(text) => {
          setDraft(text);
          const day = typedDay(text);
          if (day !== null) onChange(day);
          else if (text === "") onChange("");
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
          event.preventDefault();
          step(event.key === "ArrowUp" ? 1 : -1);
        }}
      />
    </div>
  );
}
