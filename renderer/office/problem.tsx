import { useTranslation } from "react-i18next";
import type { Answer, Refusal } from "../../core/contract/index.ts";
import { faultText, useShell } from "../shell/index.ts";
import { CircleX, Icon } from "../ui/index.ts";

/** Why an action came to nothing: a refusal to act on, or a fault of the program by its code. */
export type Problem =
  { readonly kind: "refused"; readonly refusal: Refusal } | { readonly kind: "fault"; readonly code: string };

export function problemOf(answer: Answer): Problem | null {
  if ("refused" in answer) return { kind: "refused", refusal: answer.refused };
  if ("error" in answer) return { kind: "fault", code: answer.error };
  return null;
}

/** The problem in one sentence, for a field's error line. */
export function useProblemText(): (problem: Problem | null) => string | null {
  const shell = useShell();
  return (problem) => {
    if (problem === null) return null;
    return problem.kind === "refused" ? problem.refusal.message : faultText(shell.texts, problem.code);
  };
}

export type ProblemNoteProps = {
  readonly problem: Problem | null;
  /** Off where the engine's next steps speak of a sale and there is none. */
  readonly steps?: boolean;
};

/** What happened and what to do, where the person is looking; its clause and next steps below. */
export function ProblemNote({ problem, steps = true }: ProblemNoteProps) {
  const { t } = useTranslation("office");
  const textOf = useProblemText();
  const refusal = problem?.kind === "refused" ? problem.refusal : null;
  return (
    <div role="alert" className="problem-place">
      {problem !== null && (
        <div className="problem" data-testid="problem">
          <Icon of={CircleX} />
          <div>
            <p>
              {textOf(problem)}
              {refusal?.clause !== undefined && ` ${t("common.clause", { clause: refusal.clause })}`}
            </p>
            {(steps ? refusal?.steps : [])?.map((step) => (
              <p key={step} className="text-small text-2">
                {step}
              </p>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
