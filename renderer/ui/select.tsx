import { useId } from "react";
import "./field.css";
import "./select.css";
import { ChevronDown } from "./icons.ts";
import { Icon } from "./icon.tsx";

export type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** Stands for no value, which can then be chosen too. */
  readonly empty?: string | undefined;
  readonly onChange: (value: string) => void;
  readonly testId?: string | undefined;
};

/** One of many, by the system's own list: the same keys and the same touch as everywhere. */
export function Select({ label, value, options, empty, onChange, testId }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="text-label" htmlFor={id}>
        {label}
      </label>
      <div className="field-box field-normal select-box">
        <select id={id} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} />
      </div>
    </div>
  );
}
