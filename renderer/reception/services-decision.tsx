import { useTranslation } from "react-i18next";
import type { DeskFieldView } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote } from "../task/index.ts";
import { Button, ScrollText } from "../ui/index.ts";
import { ChoiceList } from "./choice-list.tsx";
import { DeskBonuses } from "./desk-evidence.tsx";
import { lineFacts, optionsFrom, type DraftLine } from "./desk-draft.ts";
import { DeskField } from "./desk-field.tsx";
import { DeskSections } from "./desk-sections.tsx";
import { DeskTotal } from "./desk-total.tsx";
import { MissingEvidence } from "./missing-evidence.tsx";
import { lineName, type Desk } from "./use-desk.ts";

export type ServicesDecisionProps = { readonly desk: Desk; readonly onFind: () => void };

/** Who buys, what is asked of the chosen line, orders in force; the sum and the way to payment at the foot. */
export function ServicesDecision({ desk, onFind }: ServicesDecisionProps) {
  const { t } = useTranslation("reception");
  const { quote, draft } = desk;
  const line = draft.lines.find(({ id }) => id === draft.selected);
  const { reason, noShift, pay } = usePaying(desk);
  const shell = useShell();
  return (
    <div className="desk-decision" data-testid="services-decision">
      <div className="desk-panel">
        <DeskSections desk={desk} onEnd={onFind} />
        {line !== undefined && <LineQuestions desk={desk} line={line} />}
        <ChoiceList
          title={t("services.choose")}
          choices={quote?.choices ?? []}
          onChoose={(choice) => desk.set({ choice })}
        />
        <MissingEvidence quote={quote} />
        <DeskBonuses quote={quote} />
        <OrdersInForce desk={desk} />
        {noShift && (
          <Button size="large" wide testId="open-shift" onPress={() => shell.go("shift")}>
            {t("services.openShift")}
          </Button>
        )}
      </div>
      <ProblemNote problem={desk.problem} />
      <DeskTotal
        payableMinor={quote?.totals.payableMinor ?? 0}
        discountMinor={quote?.totals.discountMinor ?? 0}
        action={t("services.pay")}
        disabledReason={reason}
        busyText={null}
        onAction={pay}
      />
    </div>
  );
}

function usePaying(desk: Desk) {
  const { t } = useTranslation("reception");
  const noShift = useShellState((state) => state.shift === null);
  const { quote } = desk;
  const reason = quote?.blocked ?? (quote === null ? t("services.empty") : noShift ? t("services.noShift") : null);
  const pay = (): void => {
    if (reason === null) desk.set({ mode: "payment" });
  };
  useActions([{ id: "pay", label: t("services.pay"), keys: "F9", disabledReason: reason, run: pay }]);
  return { reason, noShift, pay };
}

/** What is asked of one line: who it is for, its months, its hours. */
function LineQuestions({ desk, line }: { readonly desk: Desk; readonly line: DraftLine }) {
  const asked = desk.quote?.lines.find(({ lineId }) => lineId === line.id)?.asked ?? [];
  const fields = desk.form.line.filter(({ fact }) => asked.includes(fact));
  const answers = lineFacts(desk.form, desk.draft, line);
  if (fields.length === 0) return null;
  return (
    <fieldset className="desk-group" data-testid="line-questions">
      <legend>{lineName(desk, line)}</legend>
      {fields.map((field) => (
        <DeskField
          key={`${line.id} ${field.fact}`}
          field={withOptions(desk, field)}
          value={answers[field.fact] ?? null}
          onAnswer={(value) => desk.changeLine(line.id, { facts: { [field.fact]: value } })}
        />
      ))}
    </fieldset>
  );
}

/** A question that is answered from other answers becomes a choice among them. */
function withOptions(desk: Desk, field: DeskFieldView): DeskFieldView {
  if (field.optionsFrom.length === 0) return field;
  const options = optionsFrom(desk.form, desk.draft, field).map((value) => ({ value, text: value }));
  return { ...field, kind: "choice", options };
}

function OrdersInForce({ desk }: { readonly desk: Desk }) {
  const { t } = useTranslation("reception");
  const orders = desk.quote?.orders ?? [];
  return (
    <section className="desk-in-force" aria-label={t("orders.inForce")}>
      <h2>{t("orders.inForce")}</h2>
      {orders.length === 0 && <p className="text-2">{t("orders.noneInForce")}</p>}
      <ul>
        {orders.map(({ id, title, number, to, value, clause }) => (
          <li key={id} data-testid="order-in-force">
            <span>
              {title}
              <span className="desk-second">
                {[
                  t("orders.numbered", { number }),
                  t("orders.until", { date: formatDate(to) }),
                  t("clause", { clause }),
                ].join(" · ")}
              </span>
            </span>
            <b className="number">{value}</b>
          </li>
        ))}
      </ul>
      <Button icon={ScrollText} keys="F6" testId="open-orders" onPress={() => desk.set({ mode: "orders" })}>
        {t("orders.record")}
      </Button>
    </section>
  );
}
