import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AdmissionView } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { useActions } from "../shell/index.ts";
import { Button, DateField, Segmented } from "../ui/index.ts";
import { FeeDecide } from "./fee-decide.tsx";
import { FeePay } from "./fee-pay.tsx";
import { eventOf, stepOf, type StepDraft } from "./fee-step.ts";
import type { Fees } from "./use-fees.ts";

export type FeeNextProps = { readonly fees: Fees; readonly view: AdmissionView };

/** What has to be done now and by when: its day, what it needs to say, and the one button. */
export function FeeNext({ fees, view }: FeeNextProps) {
  const { t } = useTranslation("reception");
  const { next } = view;
  if (next === null) return <p className="text-2">{t("fee.done")}</p>;
  return (
    <>
      <header>
        <p className="text-label">{t("fee.next")}</p>
        <h2>
          {next.text}
          {next.by !== null && <span className="fee-by">{t("fee.by", { date: formatDate(next.by) })}</span>}
        </h2>
      </header>
      <StepForm fees={fees} view={view} step={next.step} />
    </>
  );
}

type StepFormProps = FeeNextProps & { readonly step: StepDraft["step"] };

function StepForm({ fees, view, step }: StepFormProps) {
  const { t } = useTranslation("reception");
  const [draft, setDraft] = useState(() => stepOf(view, step));
  const change = (part: Partial<StepDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const event = eventOf(draft);
  const missing = draft.on === "" ? t("fee.dateLater") : event === null ? t("fee.amountLater") : null;
  const label = t(`fee.do.${step}`);
  const save = (): void => {
    if (event !== null && missing === null) void fees.record(event);
  };
  useActions([{ id: "fee-step", label, keys: "F9", disabledReason: missing, run: save }]);
  return (
    <>
      <DateField
        label={t("fee.date")}
        placeholder={t("form.day")}
        value={draft.on}
        testId="step-date"
        onChange={(on) => change({ on })}
      />
      {step === "documents-received" && (
        <Segmented
          label={t("fee.complete")}
          segments={[
            { value: "full", label: t("fee.full"), testId: "papers-full" },
            { value: "partial", label: t("fee.partial"), testId: "papers-partial" },
          ]}
          value={draft.complete ? "full" : "partial"}
          onChange={(value) => change({ complete: value === "full" })}
        />
      )}
      {step === "decided" && <FeeDecide view={view} draft={draft} onChange={change} />}
      {step === "paid" && <FeePay view={view} draft={draft} onChange={change} />}
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="step-save"
        disabledReason={missing}
        busyText={fees.task.busy ? t("fee.saving") : null}
        onPress={save}
      >
        {label}
      </Button>
    </>
  );
}
