import type { ReactNode } from "react";
import "./tick.css";
import { Check } from "./icons.ts";
import { Icon } from "./icon.tsx";

export type TickProps = {
  readonly label: ReactNode;
  /** Small words under the label. */
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly testId?: string | undefined;
};

/** Something to tick off: the whole row is the target. */
export function Tick({ label, hint, checked, onChange, testId }: TickProps) {
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={checked}
        data-testid={testId}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="tick-box" aria-hidden>
        {checked && <Icon of={Check} size={16} />}
      </span>
      <span>
        {label}
        {hint !== undefined && hint !== null && <span className="tick-hint">{hint}</span>}
      </span>
    </label>
  );
}
