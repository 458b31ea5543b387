import "./stepper.css";
import { Icon } from "./icon.tsx";
import { Minus, Plus } from "./icons.ts";

export type StepperProps = {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly less: { readonly label: string; readonly run: () => void; readonly disabledReason?: string | null };
  readonly more: { readonly label: string; readonly run: () => void; readonly disabledReason?: string | null };
  readonly inputMode?: "decimal" | "numeric";
  readonly autoFocus?: boolean;
  readonly testId?: string;
};

/** A quantity to step or to type. An end that cannot go further names its reason. */
export function Stepper(props: StepperProps) {
  return (
    <div className="stepper" role="group" aria-label={props.label}>
      <StepperEnd end={props.less} icon={Minus} />
      <input
        aria-label={props.label}
        data-testid={props.testId}
        inputMode={props.inputMode ?? "numeric"}
        autoComplete="off"
        autoFocus={props.autoFocus}
        value={props.text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => props.onText(event.target.value)}
      />
      <StepperEnd end={props.more} icon={Plus} />
    </div>
  );
}

function StepperEnd({ end, icon }: { readonly end: StepperProps["less"]; readonly icon: typeof Plus }) {
  const off = typeof end.disabledReason === "string";
  return (
    <button
      type="button"
      tabIndex={-1}
      className="stepper-end"
      aria-label={off ? `${end.label}: ${end.disabledReason}` : end.label}
      aria-disabled={off}
      title={off ? (end.disabledReason ?? "") : end.label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        if (!off) end.run();
      }}
    >
      <Icon of={icon} size={24} />
    </button>
  );
}
