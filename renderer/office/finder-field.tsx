import type { Ref } from "react";
import { Field, Icon, Search, type IconShape } from "../ui/index.ts";
import "./finder-field.css";

export type FinderFieldProps = {
  readonly label: string;
  /** Name of the button inside the field, for fingers; Enter does the same. */
  readonly goLabel: string;
  readonly icon: IconShape;
  readonly value: string;
  readonly maxLength: number;
  readonly autoFocus?: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly testId: string;
  readonly onChange: (value: string) => void;
  readonly onFind: () => void;
};

/** A field that looks something up: by Enter, or by the button at its end. */
export function FinderField({ goLabel, onFind, label, ...field }: FinderFieldProps) {
  return (
    <Field
      {...field}
      label={label}
      hideLabel
      size="large"
      placeholder={label}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        onFind();
      }}
      aside={
        <button
          type="button"
          className="finder-go"
          aria-label={goLabel}
          data-testid={`${field.testId}-go`}
          onClick={onFind}
        >
          <Icon of={Search} />
        </button>
      }
    />
  );
}
