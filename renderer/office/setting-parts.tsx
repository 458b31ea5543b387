import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../core/text/index.ts";
import { ProblemNote } from "../task/index.ts";
import { Check, CircleCheck, Field, Icon, Segmented, Stepper } from "../ui/index.ts";
import { typedDate } from "./date-text.ts";
import type { SettingsEdit } from "./use-settings.ts";

/** One setting: its control, and below it what it means. */
export function SettingRow({ hint, children }: { readonly hint?: string; readonly children: ReactNode }) {
  return (
    <div className="setting">
      {children}
      {hint !== undefined && <p className="text-small text-3">{hint}</p>}
    </div>
  );
}

export type SettingTextProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly maxLength: number;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onSave: (value: string) => void;
};

/** A text that is stored when the field is left or by Enter; Esc takes the typing back. */
export function SettingText({ hint, value, onSave, ...field }: SettingTextProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft !== value) onSave(draft);
    setDraft(null);
  };
  return (
    <div className="setting" onBlur={commit}>
      <Field
        {...field}
        value={draft ?? value}
        onChange={setDraft}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          else if (event.key === "Escape") setDraft(null);
        }}
      />
      {hint !== undefined && <p className="text-small text-3">{hint}</p>}
    </div>
  );
}

/** A day, typed as people write it; a day that the calendar does not have is not stored. */
export function SettingDate({ value, onSave, ...field }: Omit<SettingTextProps, "maxLength">) {
  const { t } = useTranslation("office");
  const [wrong, setWrong] = useState(false);
  return (
    <div>
      <SettingText
        {...field}
        value={formatDate(value)}
        maxLength={10}
        onSave={(text) => {
          const date = typedDate(text);
          setWrong(date === null);
          if (date !== null) onSave(date);
        }}
      />
      {wrong && (
        <p className="field-error" role="alert">
          {t("settings.dateWrong")}
        </p>
      )}
    </div>
  );
}

export type SettingNumberProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly step: number;
  readonly max: number;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onSave: (value: number) => void;
};

/** A small number to step or to type, from 0 to `max`. */
export function SettingNumber({ label, hint, value, step, max, disabled, testId, onSave }: SettingNumberProps) {
  const { t } = useTranslation("office");
  const set = (next: number): void => {
    if (!disabled) onSave(Math.max(0, Math.min(max, next)));
  };
  const off = disabled ? t("settings.noRight") : null;
  return (
    <SettingRow {...(hint === undefined ? {} : { hint })}>
      <p className="text-label">{label}</p>
      <div className="setting-stepper">
        <Stepper
          label={label}
          text={String(value)}
          testId={testId}
          onText={(text) => set(Number(text.replaceAll(/\D/g, "").slice(0, 4)))}
          less={{
            label: t("settings.less", { label }),
            run: () => set(value - step),
            disabledReason: off ?? (value <= 0 ? t("settings.least") : null),
          }}
          more={{
            label: t("settings.more", { label }),
            run: () => set(value + step),
            disabledReason: off ?? (value >= max ? t("settings.most") : null),
          }}
        />
      </div>
    </SettingRow>
  );
}

export type SettingSwitchProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onSave: (value: boolean) => void;
};

/** On or off, as a tick with its words. */
export function SettingSwitch({ label, hint, value, disabled, testId, onSave }: SettingSwitchProps) {
  return (
    <SettingRow {...(hint === undefined ? {} : { hint })}>
      <button
        type="button"
        role="checkbox"
        className="tick"
        aria-checked={value}
        aria-disabled={disabled}
        data-testid={testId}
        onClick={() => {
          if (!disabled) onSave(!value);
        }}
      >
        <span className="tick-box">{value && <Icon of={Check} size={18} />}</span>
        {label}
      </button>
    </SettingRow>
  );
}

export type SettingChoiceProps<T extends string> = {
  readonly label: string;
  readonly hint?: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string; readonly testId?: string }[];
  readonly disabled: boolean;
  readonly onSave: (value: T) => void;
};

export function SettingChoice<T extends string>(props: SettingChoiceProps<T>) {
  const { label, hint, value, choices, disabled, onSave } = props;
  return (
    <SettingRow {...(hint === undefined ? {} : { hint })}>
      <p className="text-label">{label}</p>
      <div className="setting-choice">
        <Segmented
          label={label}
          value={value}
          segments={choices}
          onChange={(next) => {
            if (!disabled && next !== value) onSave(next);
          }}
        />
      </div>
    </SettingRow>
  );
}

/** Whether the last change is stored, in a line that is always there. */
export function SettingsOutcome({ edit }: { readonly edit: SettingsEdit }) {
  const { t } = useTranslation("office");
  return (
    <div className="settings-outcome" role="status">
      <ProblemNote problem={edit.problem} />
      {edit.saved && (
        <p className="text-good">
          <Icon of={CircleCheck} size={16} />
          {t("common.saved")}
        </p>
      )}
    </div>
  );
}
