import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskForms, OrderRow } from "../../core/contract/index.ts";
import { formatDate } from "../../core/text/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask, Waiting } from "../task/index.ts";
import { Button, Empty, Field, ScrollBox, TwoColumns } from "../ui/index.ts";
import { DeskKeys } from "./desk-keys.tsx";
import { OrderForm } from "./order-form.tsx";

export type OrdersScreenProps = {
  readonly kinds: DeskForms["orders"];
  readonly onBack: () => void;
  /** An order came or went: prices may be others. */
  readonly onChanged: () => void;
};

/** The organiser's orders: those on file, and the paper of a new one. */
export function OrdersScreen({ kinds, onBack, onChanged }: OrdersScreenProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const { value, problem } = useLoaded(() => shell.engine.call("listOrders", {}), String(version));
  const row = value?.find(({ id }) => id === chosen) ?? null;
  const changed = (): void => {
    setVersion(version + 1);
    setChosen(null);
    onChanged();
  };
  const back = { id: "orders-back", label: t("orders.back"), keys: "Escape", run: onBack };
  useActions([back]);
  return (
    <TwoColumns
      work={
        <>
          <header className="desk-head">
            <div>
              <h1>{t("orders.title")}</h1>
              <p className="text-2">{t("orders.lead")}</p>
            </div>
          </header>
          <ScrollBox className="desk-scroll" label={t("orders.title")}>
            <ProblemNote problem={problem} />
            {value === null && problem === null && <Waiting />}
            {value?.length === 0 && <Empty title={t("orders.empty")} />}
            {value !== null && value.length > 0 && <OrderTable rows={value} chosen={chosen} onChoose={setChosen} />}
          </ScrollBox>
          <DeskKeys label={t("orders.title")} actions={[back]} />
        </>
      }
      decision={
        row === null ? (
          <OrderForm kinds={kinds} onRecorded={changed} />
        ) : (
          <ChosenOrder key={row.id} row={row} onClose={() => setChosen(null)} onWithdrawn={changed} />
        )
      }
    />
  );
}

type OrderTableProps = {
  readonly rows: readonly OrderRow[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

function OrderTable({ rows, chosen, onChoose }: OrderTableProps) {
  const { t } = useTranslation("reception");
  return (
    <table className="table desk-orders" aria-label={t("orders.title")}>
      <thead>
        <tr>
          <th>{t("orders.number")}</th>
          <th>{t("orders.kind")}</th>
          <th className="number">{t("orders.value")}</th>
          <th>{t("orders.term")}</th>
          <th>{t("orders.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, clause, title, number, date, from, to, value, state }) => (
          <tr key={id} aria-selected={id === chosen} data-testid="order-row" onClick={() => onChoose(id)}>
            <td>
              <button type="button" className="desk-row-button" onClick={() => onChoose(id)}>
                {t("orders.numbered", { number })}
              </button>
              <span className="desk-second">{formatDate(date)}</span>
            </td>
            <td>
              {title}
              <span className="desk-second">{t("clause", { clause })}</span>
            </td>
            <td className="number">{value}</td>
            <td>{t("orders.span", { from: formatDate(from), to: formatDate(to) })}</td>
            <td data-state={state}>{t(`orders.is.${state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ChosenOrderProps = { readonly row: OrderRow; readonly onClose: () => void; readonly onWithdrawn: () => void };

function ChosenOrder({ row, onClose, onWithdrawn }: ChosenOrderProps) {
  const { t } = useTranslation("reception");
  const term = t("orders.span", { from: formatDate(row.from), to: formatDate(row.to) });
  const mayGo = row.state !== "withdrawn" && row.state !== "over";
  return (
    <div className="desk-decision">
      <div className="desk-panel">
        <h2>{t("orders.numbered", { number: row.number })}</h2>
        <p>{row.title}</p>
        <p className="text-2">{[row.value, term, row.operator].join(" · ")}</p>
        <Button onPress={onClose} testId="order-new">
          {t("orders.another")}
        </Button>
        {mayGo && <Withdrawal row={row} onWithdrawn={onWithdrawn} />}
      </div>
    </div>
  );
}

function Withdrawal({ row, onWithdrawn }: Omit<ChosenOrderProps, "onClose">) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const what = t("orders.withdraw", { number: row.number });
  const task = useTask(what);
  const [reason, setReason] = useState("");
  const missing = reason.trim() === "" ? t("orders.reasonLater") : null;
  const withdraw = async (): Promise<void> => {
    if (missing !== null) return;
    const done = await task.run((consent) => shell.engine.call("withdrawOrder", { id: row.id, reason, ...consent }));
    if (done === undefined) return;
    shell.tell("done", t("orders.withdrawn", { number: row.number }));
    onWithdrawn();
  };
  return (
    <>
      <Field label={t("orders.reason")} value={reason} maxLength={200} testId="withdraw-reason" onChange={setReason} />
      <ProblemNote problem={task.problem} />
      <Button
        kind="danger"
        size="large"
        wide
        testId="withdraw"
        disabledReason={missing}
        busyText={task.busy ? t("saving") : null}
        onPress={() => void withdraw()}
      >
        {what}
      </Button>
      {task.dialog}
    </>
  );
}
