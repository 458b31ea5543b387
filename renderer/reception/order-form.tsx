import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskForms, OrderKindView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, DateField, Field, Select, Tick } from "../ui/index.ts";
import { NumberField } from "./number-field.tsx";
import { OptionButtons } from "./option-buttons.tsx";
import { emptyOrder, missingIn, paperOf, type OrderDraft } from "./order-draft.ts";
import { OrderValue } from "./order-value.tsx";

export type OrderFormProps = { readonly kinds: DeskForms["orders"]; readonly onRecorded: () => void };

/** The paper of an order as it is written. The engine checks it against the document; a manager consents. */
export function OrderForm({ kinds, onRecorded }: OrderFormProps) {
  const { t } = useTranslation("reception");
  const [draft, setDraft] = useState(() => emptyOrder(kinds[0]?.kind ?? ""));
  const kind = kinds.find((one) => one.kind === draft.kind);
  const change = (part: Partial<OrderDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const { reason, record, task } = useRecording(draft, kind, () => {
    setDraft(emptyOrder(draft.kind));
    onRecorded();
  });
  if (kind === undefined) return <p className="desk-panel">{t("orders.none")}</p>;
  return (
    <div className="desk-decision" data-testid="order-form">
      <div className="desk-panel">
        <h2>{t("orders.record")}</h2>
        <Select
          label={t("orders.kind")}
          value={draft.kind}
          options={kinds.map((one) => ({
            value: one.kind,
            text: t("orders.kindOf", { title: one.title, clause: one.clause }),
          }))}
          testId="order-kind"
          onChange={(next) => setDraft({ ...emptyOrder(next), number: draft.number, date: draft.date })}
        />
        <OrderText draft={draft} kind={kind} change={change} />
        <OrderPapers draft={draft} kind={kind} change={change} />
      </div>
      <ProblemNote problem={task.problem} />
      <div className="desk-foot columns-foot">
        <Button
          kind="main"
          size="main"
          wide
          keys="F9"
          testId="order-save"
          disabledReason={reason}
          busyText={task.busy ? t("saving") : null}
          onPress={() => void record()}
        >
          {t("orders.save")}
        </Button>
      </div>
      {task.dialog}
    </div>
  );
}

function useRecording(draft: OrderDraft, kind: OrderKindView | undefined, recorded: () => void) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const task = useTask(t("orders.recordOne", { number: draft.number }));
  const requestId = useRef(crypto.randomUUID());
  const missing = missingIn(draft);
  const reason = missing === null ? null : t("orders.later", { name: t(`orders.${missing}`) });
  const record = async (): Promise<void> => {
    if (kind === undefined || missing !== null) return;
    const input = { requestId: requestId.current, order: paperOf(draft, kind) };
    const row = await task.run((consent) => shell.engine.call("recordOrder", { ...input, ...consent }));
    if (row === undefined) return;
    requestId.current = crypto.randomUUID();
    shell.tell("done", t("orders.recorded", { number: row.number }));
    recorded();
  };
  const label = t("orders.save");
  useActions([{ id: "record-order", label, keys: "F9", disabledReason: reason, run: () => void record() }]);
  return { reason, record, task };
}

type PartsProps = {
  readonly draft: OrderDraft;
  readonly kind: OrderKindView;
  readonly change: (part: Partial<OrderDraft>) => void;
};

type DayName = "date" | "from" | "to" | "submittedOn" | "decidedOn";

function Day({ name, draft, change }: Omit<PartsProps, "kind"> & { readonly name: DayName }) {
  const { t } = useTranslation("reception");
  return (
    <DateField
      label={t(`orders.${name}`)}
      placeholder={t("form.day")}
      value={draft[name]}
      testId={`order-${name}`}
      onChange={(text) => change({ [name]: text })}
    />
  );
}

/** What the order says: number, value, term, what it is for. */
function OrderText(parts: PartsProps) {
  const { t } = useTranslation("reception");
  const { draft, kind, change } = parts;
  return (
    <>
      <div className="desk-pair">
        <Field
          label={t("orders.number")}
          value={draft.number}
          maxLength={40}
          autoFocus
          testId="order-number"
          onChange={(number) => change({ number })}
        />
        <Day name="date" {...parts} />
      </div>
      <OrderValue {...parts} />
      <div className="desk-pair">
        <Day name="from" {...parts} />
        <Day name="to" {...parts} />
      </div>
      <OptionButtons
        label={t("orders.services")}
        options={kind.services}
        chosen={draft.services}
        onChange={(services) => change({ services })}
      />
      <OptionButtons
        label={t("orders.slots")}
        options={kind.slots}
        chosen={draft.slots}
        onChange={(slots) => change({ slots })}
      />
    </>
  );
}

/** What must stand behind it: the report, the sign-offs, the signature, where it was made known. */
function OrderPapers(parts: PartsProps) {
  const { t } = useTranslation("reception");
  const { draft, kind, change } = parts;
  return (
    <>
      <Report {...parts} />
      <SignOffs {...parts} />
      <div className="desk-pair">
        <Day name="decidedOn" {...parts} />
        <Select
          label={t("orders.decidedBy")}
          value={draft.decidedBy === "" ? (kind.decidedBy[0]?.value ?? "") : draft.decidedBy}
          options={kind.decidedBy}
          testId="order-decided-by"
          onChange={(decidedBy) => change({ decidedBy })}
        />
      </div>
      <OptionButtons
        label={t("orders.published")}
        options={kind.publish}
        chosen={draft.published}
        onChange={(published) => change({ published })}
      />
      <Field
        label={t("orders.responsible")}
        value={draft.responsible}
        maxLength={100}
        testId="order-responsible"
        onChange={(responsible) => change({ responsible })}
      />
    </>
  );
}

function Report({ draft, kind, change }: PartsProps) {
  const { t } = useTranslation("reception");
  return (
    <>
      <Tick
        label={t("orders.evidence")}
        hint={kind.evidence ? t("orders.evidenceNeeded") : null}
        checked={draft.evidence}
        testId="order-evidence"
        onChange={(evidence) => change({ evidence })}
      />
      {draft.evidence && (
        <NumberField
          label={t("orders.reportDays")}
          value={draft.reportWorkingDays}
          least={0}
          most={366}
          testId="order-report-days"
          onChange={(reportWorkingDays) => change({ reportWorkingDays })}
        />
      )}
    </>
  );
}

function SignOffs({ draft, kind, change }: PartsProps) {
  const { t } = useTranslation("reception");
  return (
    <fieldset className="desk-group">
      <legend>{t("orders.signOffs")}</legend>
      <Day name="submittedOn" draft={draft} change={change} />
      {kind.approvals.map(({ value, text }) => (
        <DateField
          key={value}
          label={text}
          placeholder={t("form.day")}
          value={draft.signOffs[value] ?? ""}
          testId={`order-sign-${value}`}
          onChange={(on) => change({ signOffs: { ...draft.signOffs, [value]: on } })}
        />
      ))}
    </fieldset>
  );
}
