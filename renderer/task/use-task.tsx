import { useRef, useState, type ReactNode } from "react";
import { attemptWithConsent, type Attempt, type Question } from "./consent.ts";
import { OverrideDialog } from "./override-dialog.tsx";
import type { Problem } from "./problem-of.ts";

export type Task = {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /**
   * Tries; a second press while it runs is ignored. Where the engine asks for a manager, the dialog opens and the same
   * attempt is repeated with the consent. Answers the value, or undefined when it came to nothing.
   */
  run<T>(attempt: Attempt<T>): Promise<T | undefined>;
  clear(): void;
  /** To be drawn by the screen: the manager's dialog, while it is open. */
  readonly dialog: ReactNode;
};

/**
 * One action of a screen: busy, its problem, and the manager's consent where it needs one. `what` says to the manager
 * what is being allowed.
 */
export function useTask(what?: string): Task {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const running = useRef(false);
  return {
    busy,
    problem,
    async run(attempt) {
      if (running.current) return undefined;
      running.current = true;
      setBusy(true);
      setProblem(null);
      try {
        const outcome = await attemptWithConsent(attempt, setQuestion);
        setProblem(outcome.problem);
        return outcome.value;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    clear: () => setProblem(null),
    dialog: question !== null && (
      <OverrideDialog what={what ?? question.refusal.message} give={question.give} cancel={question.cancel} />
    ),
  };
}
