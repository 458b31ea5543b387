import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Band, Button, DateField, Field, Select } from "../../../renderer/ui/index.ts";
import type { Refused } from "../ask.ts";
import { Panel } from "../screen-parts.tsx";
import { useKey } from "../use-key.ts";
import { useRefusalText } from "../words.ts";
import { useStock } from "./stock-context.ts";

export type FormProps = {
  readonly title: string;
  readonly about?: string;
  readonly action: string;
  /** Why it cannot be entered yet. */
  readonly missing: string | null;
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly onRun: () => void;
  readonly onBack: () => void;
  readonly children: ReactNode;
  readonly testId: string;
  /** What cannot be taken back is not on F9. */
  readonly danger?: boolean;
};

/** What is entered into the book: its fields, and at the bottom why it was refused and the one way on. */
export function EntryForm(props: FormProps) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const { danger = false, missing, busy, refused } = props;
  const run = (): void => {
    if (missing === null && !busy) props.onRun();
  };
  useKey("F9", () => {
    if (!danger) run();
  });
  useKey("Escape", props.onBack);
  return (
    <Panel
      title={props.title}
      about={props.about}
      testId={props.testId}
      actions={
        <div className="console-actions">
          {refused !== null && (
            <Band tone="refusal" title={t("stock.refused")} testId="stock-refused">
              <p>{wording(refused)}</p>
            </Band>
          )}
          <Button onPress={props.onBack}>{t("back")}</Button>
          <Button
            kind={danger ? "danger" : "main"}
            size="large"
            keys={danger ? undefined : "F9"}
            wide
            disabledReason={missing}
            busyText={busy ? t("saving") : null}
            onPress={run}
            testId={`${props.testId}-run`}
          >
            {props.action}
          </Button>
        </div>
      }
    >
      {props.children}
    </Panel>
  );
}

type NumbersProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly testId?: string;
};

/** Numbers and ranges of cards; a scanner's Enter goes on to the next number. */
export function NumbersField({ value, onChange, label, testId = "numbers" }: NumbersProps) {
  const { t } = useTranslation("console");
  return (
    <div>
      <Field
        label={label ?? t("stock.numbers")}
        value={value}
        onChange={onChange}
        placeholder={t("stock.numbersExample")}
        maxLength={20_000}
        testId={testId}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || value.trim() === "") return;
          event.preventDefault();
          onChange(`${value.trim().replace(/,$/, "")}, `);
        }}
      />
      <p className="text-small text-2">{t("stock.numbersAbout")}</p>
    </div>
  );
}

type DayProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

export function Day({ label, value, onChange, testId }: DayProps & { readonly testId?: string }) {
  const { t } = useTranslation("console");
  return (
    <DateField label={label} value={value} onChange={onChange} placeholder={t("stock.dayExample")} testId={testId} />
  );
}

type HolderProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Which of them may be chosen. */
  readonly fits?: (holder: string) => boolean;
  readonly testId?: string;
};

const everybody = (): boolean => true;

/** A store or a responsible person. */
export function HolderSelect({ label, value, onChange, fits = everybody, testId }: HolderProps) {
  const { t } = useTranslation("console");
  const { places, persons } = useStock().stock;
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const options = [
    ...places.map(({ id, name }) => ({ value: `place:${id}`, text: name })),
    ...persons.map(({ id, name, place }) => ({ value: `person:${id}`, text: `${name}, ${names.get(place) ?? ""}` })),
  ].filter((option) => fits(option.value));
  return (
    <Select
      label={label}
      value={value}
      options={options}
      empty={t("stock.choose")}
      onChange={onChange}
      testId={testId}
    />
  );
}

export type Fields<T> = {
  readonly fields: T;
  readonly set: <K extends keyof T>(name: K) => (value: T[K]) => void;
};

/** Fields of a form as one object. */
export function useFields<T extends object>(first: T): Fields<T> {
  const [fields, setFields] = useState(first);
  const set =
    <K extends keyof T>(name: K) =>
    (value: T[K]): void =>
      setFields((before) => ({ ...before, [name]: value }));
  return { fields, set };
}
