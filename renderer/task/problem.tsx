import { useTranslation } from "react-i18next";
import { faultText, useShell } from "../shell/index.ts";
import { CircleX, Icon } from "../ui/index.ts";
import type { Problem } from "./problem-of.ts";

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
