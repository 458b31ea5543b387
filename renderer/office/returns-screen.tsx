import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { ReceiptPaper, useShell } from "../shell/index.ts";
import { ProblemNote, useLoaded, Waiting } from "../task/index.ts";
import { ScrollBox, TwoColumns } from "../ui/index.ts";
import { ReceiptActions } from "./receipt-actions.tsx";
import { ReceiptList } from "./receipt-list.tsx";
import { ReturnDone } from "./return-done.tsx";
import { ReturnLines } from "./return-lines.tsx";
import "./returns.css";

/** `list`: looking receipts up · `return`: choosing what comes back of one · `done`: the receipt of the return. */
type View =
  | { readonly kind: "list"; readonly id: string | null }
  | { readonly kind: "return"; readonly receipt: ReceiptView }
  | { readonly kind: "done"; readonly receipt: ReceiptView };

/** Receipts of this till: to look at, to print again, to take goods back. */
export function ReturnsScreen() {
  const [view, setView] = useState<View>({ kind: "list", id: null });
  return (
    <div className="screen" data-testid="returns">
      {contentOf()}
    </div>
  );

  function contentOf() {
    switch (view.kind) {
      case "list":
        return (
          <TwoColumns
            work={<ReceiptList chosen={view.id} onChoose={(id) => setView({ kind: "list", id })} />}
            decision={
              view.id === null ? (
                <NothingChosen />
              ) : (
                <ChosenReceipt
                  key={view.id}
                  id={view.id}
                  onReturn={(receipt) => setView({ kind: "return", receipt })}
                />
              )
            }
          />
        );
      case "return":
        return (
          <ReturnLines
            receipt={view.receipt}
            onBack={() => setView({ kind: "list", id: view.receipt.id })}
            onDone={(receipt) => setView({ kind: "done", receipt })}
          />
        );
      case "done":
        return <ReturnDone receipt={view.receipt} onBack={() => setView({ kind: "list", id: view.receipt.id })} />;
    }
  }
}

function NothingChosen() {
  const { t } = useTranslation("office");
  return (
    <div className="empty">
      <b>{t("returns.choose")}</b>
      <span>{t("returns.chooseText")}</span>
    </div>
  );
}

type ChosenReceiptProps = { readonly id: string; readonly onReturn: (receipt: ReceiptView) => void };

function ChosenReceipt({ id, onReturn }: ChosenReceiptProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const [copy, setCopy] = useState<ReceiptView | null>(null);
  const { value: receipt, problem } = useLoaded(() => shell.engine.call("getReceipt", { id }), id);
  if (receipt === null) {
    return <div className="office-panel">{problem === null ? <Waiting /> : <ProblemNote problem={problem} />}</div>;
  }
  return (
    <div className="office-panel panel-paper" data-testid="receipt-view">
      <ScrollBox className="paper-scroll" label={t("receipt.sale", { number: receipt.number })}>
        <ReceiptPaper receipt={copy ?? receipt} />
      </ScrollBox>
      <ReceiptActions receipt={receipt} onCopy={setCopy} onReturn={() => onReturn(receipt)} />
    </div>
  );
}
