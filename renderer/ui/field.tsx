import { useId, type KeyboardEvent, type ReactNode, type Ref } from "react";
import "./field.css";
import { classNames } from "./class-names.ts";
import { CircleX } from "./icons.ts";
import { Icon, type IconShape } from "./icon.tsx";

export type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly icon?: IconShape | undefined;
  /** `amount`: 72 px high, figures at the right edge. */
  readonly size?: "normal" | "large" | "amount";
  readonly inputMode?: "text" | "decimal" | "numeric" | "none";
  readonly type?: "text" | "password" | "date";
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  /** The sentence stands in a line that is reserved whenever `error` is given, also as null. */
  readonly error?: string | null;
  /** Figures stand at the right edge. */
  readonly figures?: boolean;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly testId?: string | undefined;
  readonly aside?: ReactNode;
  /** Takes what is typed while nothing has the focus. */
  readonly takesTyping?: boolean;
};

/** A one-line field with its label above and its error below. */
export function Field({ inputRef, ...props }: FieldProps) {
  const { size = "normal", error } = props;
  const id = useId();
  const bad = typeof error === "string" && error !== "";
  return (
    <div className="field">
      <label className={classNames("text-label", props.hideLabel === true && "visually-hidden")} htmlFor={id}>
        {props.label}
      </label>
      <div
        className={classNames(
          "field-box",
          `field-${size}`,
          bad && "field-bad",
          props.figures === true && "field-figures",
        )}
      >
        {props.icon !== undefined && <Icon of={props.icon} />}
        <input
          id={id}
          ref={inputRef}
          data-testid={props.testId}
          data-typing-target={props.takesTyping}
          type={props.type ?? "text"}
          inputMode={props.inputMode ?? "text"}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          disabled={props.disabled}
          autoFocus={props.autoFocus}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={bad}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          onChange={(event) => props.onChange(event.target.value)}
          onKeyDown={props.onKeyDown}
        />
        {props.aside}
      </div>
      {error !== undefined && <FieldError id={`${id}-error`} text={error} />}
    </div>
  );
}

function FieldError({ id, text }: { readonly id: string; readonly text: string | null }) {
  return (
    <p className="field-error" id={id} role="alert">
      {text !== null && text !== "" && (
        <>
          <Icon of={CircleX} size={16} />
          {text}
        </>
      )}
    </p>
  );
}
