import { Lock, LoaderCircle } from "./icons.ts";
import type { ReactNode } from "react";
import "./button.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconShape } from "./icon.tsx";
import { ariaKeys, KeyCap } from "./key-cap.tsx";

export type ButtonProps = {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** `main`: the one step forward · `alternate`: its size without fill · `danger` · `quiet`: a soft border. */
  readonly kind?: "plain" | "quiet" | "main" | "alternate" | "danger";
  readonly size?: "normal" | "large" | "main";
  readonly icon?: IconShape | undefined;
  readonly keys?: string | undefined;
  /** Small text in the place of the key cap. */
  readonly aside?: string | undefined;
  /** Why it cannot be pressed; takes the place of the label, so that nobody has to guess. */
  readonly disabledReason?: string | null | undefined;
  /** What is going on; takes the place of the label, further presses are ignored. */
  readonly busyText?: string | null | undefined;
  readonly selected?: boolean | undefined;
  readonly wide?: boolean | undefined;
  readonly label?: string | undefined;
  readonly testId?: string | undefined;
};

/** A button. A disabled one keeps its focus and says why. */
export function Button(props: ButtonProps) {
  const { kind = "plain", size = "normal", disabledReason, busyText, selected } = props;
  const off = typeof disabledReason === "string";
  const busy = typeof busyText === "string";
  return (
    <button
      type="button"
      className={classNames("button", `button-${kind}`, `button-size-${size}`, props.wide === true && "button-wide")}
      data-testid={props.testId}
      aria-disabled={off || busy}
      aria-busy={busy}
      aria-pressed={selected}
      aria-label={props.label}
      aria-keyshortcuts={props.keys === undefined ? undefined : ariaKeys(props.keys)}
      onClick={() => {
        if (!off && !busy) props.onPress();
      }}
    >
      <ButtonIcon {...props} />
      <span className="button-text">{busyText ?? disabledReason ?? props.children}</span>
      {props.aside !== undefined && <span className="button-aside">{props.aside}</span>}
      {props.keys !== undefined && !off && <KeyCap keys={props.keys} />}
    </button>
  );
}

function ButtonIcon({ kind, icon, disabledReason, busyText }: ButtonProps) {
  if (typeof busyText === "string" && kind !== "main") return <Icon of={LoaderCircle} />;
  if (typeof disabledReason === "string" && kind !== "main" && kind !== "alternate") return <Icon of={Lock} />;
  return icon === undefined ? null : <Icon of={icon} />;
}
