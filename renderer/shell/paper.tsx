import type { ReactNode } from "react";
import "./paper.css";
import { PrintSheet } from "./print-sheet.tsx";

export type PaperProps = { readonly label: string; readonly children: ReactNode; readonly testId?: string };

/** A slip of paper on the screen; while it is shown, printing the page prints it and nothing else. */
export function Paper({ label, children, testId }: PaperProps) {
  return (
    <>
      <article className="paper" aria-label={label} data-testid={testId}>
        {children}
      </article>
      <PrintSheet>
        <article className="paper">{children}</article>
      </PrintSheet>
    </>
  );
}

export type PaperRowProps = {
  readonly label: ReactNode;
  readonly children: ReactNode;
  readonly strong?: boolean;
};

/** A figure with its name, the figure at the paper's right edge. */
export function PaperRow({ label, children, strong = false }: PaperRowProps) {
  return (
    <div className={strong ? "paper-row paper-strong" : "paper-row"}>
      <span>{label}</span>
      <span className="number">{children}</span>
    </div>
  );
}

export function PaperRule() {
  return <hr className="paper-rule" />;
}
