import { useTranslation } from "react-i18next";
import { Field, Icon, Minus, Plus } from "../ui/index.ts";

export type NumberFieldProps = {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly testId: string;
  readonly onChange: (value: number | null) => void;
};

/** A small whole number, to type or to step. */
export function NumberField({ label, value, least, most, testId, onChange }: NumberFieldProps) {
  const { t } = useTranslation("reception");
  const within = (next: number): number => Math.min(most, Math.max(least, next));
  const step = (by: number): void => onChange(within((value ?? least - Math.sign(by)) + by));
  return (
    <Field
      label={label}
      value={value === null ? "" : String(value)}
      inputMode="numeric"
      maxLength={7}
      testId={testId}
      onChange={(text) => {
        const digits = text.replaceAll(/\D/g, "");
        onChange(digits === "" ? null : Math.min(most, Number(digits)));
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
        event.preventDefault();
        step(event.key === "ArrowUp" ? 1 : -1);
      }}
      aside={
        <span className="desk-steps">
          <button type="button" tabIndex={-1} aria-label={t("form.less", { label })} onClick={() => step(-1)}>
            <Icon of={Minus} />
          </button>
          <button type="button" tabIndex={-1} aria-label={t("form.more", { label })} onClick={() => step(1)}>
            <Icon of={Plus} />
          </button>
        </span>
      }
    />
  );
}
