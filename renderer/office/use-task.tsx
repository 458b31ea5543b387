import { useRef, useState, type ReactNode } from "react";
import type { Refusal } from "../../core/contract/index.ts";
import { OverrideDialog } from "./override-dialog.tsx";
import { problemOf, type Problem } from "./problem.tsx";

/** A manager's consent, as the calls of the contract take it; absent at the first attempt. */
export type Consent = { readonly override?: { readonly operatorId: string; readonly pin: string } };

type Reply<T> = { readonly ok: T } | { readonly refused: Refusal } | { readonly error: string };
type Attempt<T> = (consent: Consent) => Promise<Reply<T>>;

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

type Question = {
  readonly refusal: Refusal;
  /** Tries with the consent; answers what is wrong with the consent itself, null when the dialog is done. */
  give(consent: Consent): Promise<Problem | null>;
  cancel(): void;
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
        const reply = await attempt({});
        if (asksForManager(reply)) return await askManager(attempt, reply.refused, { setQuestion, setProblem });
        if ("ok" in reply) return reply.ok;
        setProblem(problemOf(reply));
        return undefined;
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

function asksForManager<T>(reply: Reply<T>): reply is { readonly refused: Refusal } {
  return "refused" in reply && reply.refused.kind === "override-needed";
}

/** Refusals of the consent, not of the action: the dialog stays open for another try. */
const ofConsent: readonly Refusal["kind"][] = ["pin-wrong", "pin-locked", "operator-unknown", "override-needed"];

type Setters = {
  readonly setQuestion: (question: Question | null) => void;
  readonly setProblem: (problem: Problem | null) => void;
};

function askManager<T>(attempt: Attempt<T>, refusal: Refusal, set: Setters): Promise<T | undefined> {
  return new Promise((resolve) => {
    const end = (value: T | undefined): void => {
      set.setQuestion(null);
      resolve(value);
    };
    set.setQuestion({
      refusal,
      cancel: () => end(undefined),
      async give(consent) {
        const reply = await attempt(consent);
        if ("refused" in reply && ofConsent.includes(reply.refused.kind)) return problemOf(reply);
        if (!("ok" in reply)) set.setProblem(problemOf(reply));
        end("ok" in reply ? reply.ok : undefined);
        return null;
      },
    });
  });
}
