import { useRef, type KeyboardEvent } from "react";
import "./segmented.css";
import { ariaKeys, KeyCap } from "./key-cap.tsx";
import { Icon, type IconShape } from "./icon.tsx";

export type Segment<T extends string> = {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconShape;
  readonly keys?: string;
  readonly testId?: string;
};

export type SegmentedProps<T extends string> = {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One of a few: a radio group, moved through by the arrow keys. */
export function Segmented<T extends string>({ label, segments, value, onChange }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = segments.findIndex((segment) => segment.value === value);
    const next = (index + step + segments.length) % segments.length;
    const target = segments[next];
    if (target === undefined) return;
    onChange(target.value);
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[next]?.focus();
  };
  return (
    <div className="segmented" role="radiogroup" aria-label={label} ref={group} onKeyDown={move}>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          className="segment"
          data-testid={segment.testId}
          aria-checked={segment.value === value}
          aria-keyshortcuts={segment.keys === undefined ? undefined : ariaKeys(segment.keys)}
          tabIndex={segment.value === value ? 0 : -1}
          onClick={() => onChange(segment.value)}
        >
          {segment.icon !== undefined && <Icon of={segment.icon} />}
          {segment.label}
          {segment.keys !== undefined && <KeyCap keys={segment.keys} />}
        </button>
      ))}
    </div>
  );
}
