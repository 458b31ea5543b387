import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { currentHost, ReceiptPaper, useActions, useShell, useShellState } from "../shell/index.ts";
import { Button, MoneyFigure, Printer, ScrollText } from "../ui/index.ts";
import { Pieces } from "./payment-change.tsx";
import "./paid-receipt.css";

export type PaidReceiptProps = {
  readonly receipt: ReceiptView;
  readonly onNext: () => void;
  /** What else leads to the next customer. */
  readonly hint?: string;
};

/** After payment: the receipt on paper, and the change in view until the next customer. */
export function PaidReceipt({ receipt, onNext: next, hint = "" }: PaidReceiptProps) {
  const { t } = useTranslation("till");
  const { print, printLabel, noPrinter, savePdf } = usePaper(receipt);
  useActions([
    { id: "next", label: t("receipt.next"), keys: "F9", run: next },
    { id: "next-escape", keys: "Escape", run: next },
    { id: "print", label: printLabel, keys: "Ctrl+P", disabledReason: noPrinter, run: () => void print() },
    { id: "pdf", label: t("receipt.pdf"), keys: "Ctrl+S", run: () => void savePdf() },
  ]);
  return (
    <div className="receipt" data-testid="receipt">
      <section className="receipt-paper-side" aria-label={t("receipt.label")}>
        <ReceiptPaper receipt={receipt} />
        <div className="receipt-actions">
          <Button
            icon={Printer}
            wide
            keys="Ctrl+P"
            testId="print-receipt"
            disabledReason={noPrinter}
            onPress={() => void print()}
          >
            {printLabel}
          </Button>
          <Button icon={ScrollText} wide keys="Ctrl+S" testId="save-pdf" onPress={() => void savePdf()}>
            {t("receipt.pdf")}
          </Button>
        </div>
      </section>
      <section className="receipt-main">
        <h1>{t("receipt.saved", { number: receipt.number })}</h1>
        <Change receipt={receipt} />
        <ReceiptEcho />
        <p className="text-2 receipt-hint">{hint}</p>
        <Button kind="main" size="main" keys="F9" wide testId="next-customer" onPress={next}>
          {t("receipt.next")}
        </Button>
      </section>
    </div>
  );
}

function Change({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation(["till", "shell"]);
  const currency = useShellState((state) => state.session?.programme.currencyLabel ?? "");
  const label = (text: string): string => t("shell:currency", { label: text, currency });
  return (
    <div>
      <div className="payment-figure">
        <span className="payment-label">{label(t("receipt.paid"))}</span>
        <MoneyFigure size="due" minor={receipt.payableMinor} testId="paid" />
      </div>
      {receipt.tenders.some(({ kind }) => kind === "cash") && (
        <div className="payment-back">
          <div className="payment-figure">
            <span className="payment-label">{label(t("receipt.change"))}</span>
            <MoneyFigure size="change" minor={receipt.changeMinor} testId="change" />
          </div>
          <Pieces change={receipt.changeMinor} currency={receipt.currency} />
        </div>
      )}
    </div>
  );
}

/** What printing came to, in its own line. */
function ReceiptEcho() {
  const notice = useShellState((state) => state.notice);
  return (
    <p className="receipt-echo" role="status">
      {notice?.tone === "done" ? "" : notice?.text}
    </p>
  );
}

function usePaper(receipt: ReceiptView) {
  const { t } = useTranslation("till");
  const shell = useShell();
  const host = currentHost();
  const kind = useShellState((state) => state.session?.settings.printer.kind);
  return {
    // A receipt printer has the original already: what is asked for now is a copy, marked and recorded.
    printLabel: t(kind === "escpos" ? "receipt.printCopy" : "receipt.print"),
    noPrinter: kind === "none" ? t("receipt.noPrinter") : null,
    async print(): Promise<void> {
      if (kind === "escpos") {
        if ((await shell.run("reprintReceipt", { id: receipt.id })) !== undefined)
          shell.tell("done", t("receipt.printed"));
        return;
      }
      const outcome = await host.print();
      if (outcome === "printed") shell.tell("done", t("receipt.printed"));
      else if (outcome === "failed") shell.tell("refused", t("receipt.printFailed"));
    },
    async savePdf(): Promise<void> {
      const outcome = await host.savePdf(t("receipt.fileName", { number: receipt.number }));
      if (outcome === "saved") shell.tell("done", t("receipt.pdfSaved"));
      else if (outcome === "asked-printer") shell.tell("attention", t("receipt.pdfAsked"));
      else if (outcome === "failed") shell.tell("refused", t("receipt.printFailed"));
    },
  };
}
