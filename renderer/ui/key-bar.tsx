import { memo, type ReactNode } from "react";
import { ariaKeys, KeyCap } from "./key-cap.tsx";
import "./key-bar.css";

/** What is done most on a screen, along its foot; its children are `BarKey`. */
export function KeyBar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="key-bar" role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}

export type BarKeyProps = {
  readonly label: string;
  readonly keys: string;
  /** Stays pressed while what it opens is open; left out where it opens nothing. */
  readonly pressed?: boolean;
  readonly testId: string;
  /** Called with `keys`, so that one function can serve a whole bar. */
  readonly onPress: (keys: string) => void;
};

/** One thing to do, with its key under the word. Drawn again only when it says something else. */
export const BarKey = memo(function BarKey({ label, keys, pressed, testId, onPress }: BarKeyProps) {
  return (
    <button
      type="button"
      className="bar-key"
      data-testid={testId}
      aria-keyshortcuts={ariaKeys(keys)}
      aria-pressed={pressed}
      onClick={() => onPress(keys)}
    >
      <span>{label}</span>
      <KeyCap keys={keys} />
    </button>
  );
});
