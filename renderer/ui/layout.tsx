import type { ReactNode } from "react";
import "./layout.css";
import { classNames } from "./class-names.ts";
import { KeyCap } from "./key-cap.tsx";

export type KeyValueProps = {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly tone?: "normal" | "faint" | "good" | "strong";
  readonly testId?: string;
};

/** A figure with its name: the name left, the figure at the region's right edge. */
export function KeyValue({ label, children, tone = "normal", testId }: KeyValueProps) {
  return (
    <div className={classNames("key-value", `key-value-${tone}`)} data-testid={testId}>
      <span className="key-value-label">{label}</span>
      <span className="number">{children}</span>
    </div>
  );
}

export type EmptyProps = {
  readonly title: string;
  readonly hints?: readonly { readonly text: string; readonly keys?: string }[];
};

const noHints: NonNullable<EmptyProps["hints"]> = [];

/** Nothing here yet: one sentence what to do and its keys, where the content will be. */
export function Empty({ title, hints = noHints }: EmptyProps) {
  return (
    <div className="empty">
      <b>{title}</b>
      {hints.map(({ text, keys }) => (
        <span key={text}>
          {text} {keys !== undefined && <KeyCap keys={keys} />}
        </span>
      ))}
    </div>
  );
}

/** Work area left, decision right, the third band below the work area; see the design's table of windows. */
export function TwoColumns({ work, decision }: { readonly work: ReactNode; readonly decision: ReactNode }) {
  return (
    <div className="columns">
      <section className="columns-work">{work}</section>
      <aside className="columns-decision">{decision}</aside>
    </div>
  );
}
