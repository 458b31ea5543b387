import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field } from "../../renderer/ui/index.ts";
import type { Refused } from "./ask.ts";
import { useRefusalText } from "./words.ts";

export type ReasonFormProps = {
  readonly label: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly refused: Refused | null;
  readonly onRun: (reason: string) => void;
  readonly onBack?: () => void;
  readonly testId: string;
};

const shortest = 3;

/** A decision with its reason. Ctrl+Enter does what destroys, Enter what does not. */
export function ReasonForm(props: ReasonFormProps) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [reason, setReason] = useState("");
  const isShort = reason.trim().length < shortest;
  const run = (): void => {
    if (!isShort && !props.busy) props.onRun(reason.trim());
  };
  const keys = props.danger === true ? "Ctrl+Enter" : "Enter";
  return (
    <>
      <Field
        label={props.label}
        value={reason}
        onChange={setReason}
        maxLength={500}
        // Only where it was opened by hand: a row chosen by the arrow keys keeps the focus in its table.
        autoFocus={props.onBack !== undefined}
        error={wording(props.refused)}
        testId={`${props.testId}-reason`}
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.ctrlKey === (props.danger === true)) run();
        }}
      />
      <div className="console-actions">
        {props.onBack !== undefined && <Button onPress={props.onBack}>{t("back")}</Button>}
        <Button
          kind={props.danger === true ? "danger" : "main"}
          size="large"
          keys={keys}
          wide
          disabledReason={isShort ? t("reasonNeeded") : null}
          busyText={props.busy ? t("saving") : null}
          onPress={run}
          testId={props.testId}
        >
          {props.action}
        </Button>
      </div>
    </>
  );
}
