import type { ReactNode } from "react";

export type ScrollBoxProps = {
  readonly label: string;
  readonly className: string;
  readonly testId?: string;
  readonly children: ReactNode;
};

/** In the tab order although nothing in it can be pressed: keys alone must be able to scroll it. */
const keyboardStop = 0;

/** Text to read that may be longer than its place. */
export function ScrollBox({ label, className, testId, children }: ScrollBoxProps) {
  return (
    <div className={className} role="region" aria-label={label} tabIndex={keyboardStop} data-testid={testId}>
      {children}
    </div>
  );
}
