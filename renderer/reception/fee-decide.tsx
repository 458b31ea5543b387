import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { Segmented } from "../ui/index.ts";
import type { StepDraft } from "./fee-step.ts";
import { OptionButtons } from "./option-buttons.tsx";

export type StepPartProps = {
  readonly view: AdmissionView;
  readonly draft: StepDraft;
  readonly onChange: (part: Partial<StepDraft>) => void;
};

/** Who decided what; a refusal names its grounds. */
export function FeeDecide({ view, draft, onChange }: StepPartProps) {
  const { t } = useTranslation("reception");
  return (
    <>
      <Segmented
        label={t("fee.body")}
        segments={view.bodies.map(({ body, title }) => ({ value: body, label: title, testId: `decider-${body}` }))}
        value={draft.body}
        onChange={(body) => onChange({ body })}
      />
      <Segmented
        label={t("fee.result")}
        segments={[
          { value: "admit", label: t("fee.admit"), testId: "result-admit" },
          { value: "refuse", label: t("fee.refuse"), testId: "result-refuse" },
        ]}
        value={draft.result}
        onChange={(value) => onChange({ result: value === "refuse" ? "refuse" : "admit" })}
      />
      {draft.result === "refuse" && (
        <OptionButtons
          label={t("fee.grounds")}
          options={view.grounds.map(({ clause, title }) => ({
            value: clause,
            text: `${title}, ${t("fee.clause", { clause })}`,
          }))}
          chosen={draft.grounds}
          testId="ground"
          onChange={(grounds) => onChange({ grounds })}
        />
      )}
    </>
  );
}
