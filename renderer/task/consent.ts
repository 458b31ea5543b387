import type { Refusal } from "../../core/contract/index.ts";
import { problemOf, type Problem } from "./problem-of.ts";

/** A manager's consent, as the calls of the contract take it; absent at the first attempt. */
export type Consent = { readonly override?: { readonly operatorId: string; readonly pin: string } };

export type Reply<T> = { readonly ok: T } | { readonly refused: Refusal } | { readonly error: string };
export type Attempt<T> = (consent: Consent) => Promise<Reply<T>>;

/** What the dialog asks a manager. */
export type Question = {
  readonly refusal: Refusal;
  /** Tries with the consent; answers what is wrong with the consent itself, null when the dialog is done. */
  give(consent: Consent): Promise<Problem | null>;
  cancel(): void;
};

/** Refusals of the consent, not of the action: the dialog stays open for another try. */
const ofConsent: readonly Refusal["kind"][] = ["pin-wrong", "pin-locked", "operator-unknown", "override-needed"];

/**
 * Tries; where the engine asks for a manager, `ask` puts the question (null: it is answered) and the same attempt is
 * repeated with the consent. A question that is cancelled comes to neither a value nor a problem.
 */
export async function attemptWithConsent<T>(
  attempt: Attempt<T>,
  ask: (question: Question | null) => void,
): Promise<{ readonly value: T | undefined; readonly problem: Problem | null }> {
  const first = await attempt({});
  if (!("refused" in first) || first.refused.kind !== "override-needed") return outcomeOf(first);
  const { refused: refusal } = first;
  return new Promise((resolve) => {
    const end = (reply: Reply<T> | null): void => {
      ask(null);
      resolve(reply === null ? { value: undefined, problem: null } : outcomeOf(reply));
    };
    ask({
      refusal,
      cancel: () => end(null),
      async give(consent) {
        const reply = await attempt(consent);
        if ("refused" in reply && ofConsent.includes(reply.refused.kind)) return problemOf(reply);
        end(reply);
        return null;
      },
    });
  });
}

function outcomeOf<T>(reply: Reply<T>) {
  return "ok" in reply ? { value: reply.ok, problem: null } : { value: undefined, problem: problemOf(reply) };
}
