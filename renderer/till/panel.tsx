import type { ReactNode } from "react";
import { Button } from "../ui/index.ts";
import { useTill } from "./till-context.tsx";

export type PanelProps = {
  readonly title: string;
  readonly closeText: string;
  /** The key that opened it closes it too. */
  readonly keys: string;
  readonly lead?: string | undefined;
  readonly testId?: string;
  readonly children: ReactNode;
};

/** A part of the decision column that was opened by hand; the total below stays in its place. */
export function Panel({ title, closeText, keys, lead, testId, children }: PanelProps) {
  const { store } = useTill();
  return (
    <section className="decision-block till-panel" aria-label={title} data-testid={testId}>
      <div className="decision-head">
        <h2>{title}</h2>
        <Button kind="quiet" keys={keys} onPress={() => store.setState({ panel: null })}>
          {closeText}
        </Button>
      </div>
      {lead !== undefined && <p className="text-2">{lead}</p>}
      {children}
    </section>
  );
}
