import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { currentHost, ReceiptPaper, useActions, useShell, useShellState } from "../shell/index.ts";
import { Button, MoneyFigure, Printer, ScrollText } from "../ui/index.ts";
import { Pieces } from "./payment-change.tsx";
import "./receipt-screen.css";
import { useTill, useTillState } from "./till-context.tsx";

/** After payment: the change stays in view until the next customer, whose first scan leads back to the basket. */
export function ReceiptScreen() {
  const receipt = useTillState((state) => state.receipt);
  return receipt === null ? null : <StoredReceipt receipt={receipt} />;
}

function StoredReceipt({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const next = (): void => {
    if (performance.now() >= store.getState().restUntil) store.setState({ mode: "basket", receipt: null });
  };
  const { print, savePdf } = usePaper(receipt);
  useActions([
    { id: "next", label: t("receipt.next"), keys: "F9", run: next },
    { id: "next-escape", keys: "Escape", run: next },
    { id: "print", label: t("receipt.print"), keys: "Ctrl+P", run: () => void print() },
    { id: "pdf", label: t("receipt.pdf"), keys: "Ctrl+S", run: () => void savePdf() },
  ]);
  return (
    <div className="receipt" data-testid="receipt">
      <section className="receipt-paper-side" aria-label={t("receipt.label")}>
        <ReceiptPaper receipt={receipt} />
        <div className="receipt-actions">
          <Button icon={Printer} wide keys="Ctrl+P" testId="print-receipt" onPress={() => void print()}>
            {t("receipt.print")}
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
        <p className="text-2 receipt-hint">{t("receipt.nextText")}</p>
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
          <Pieces change={receipt.changeMinor} />
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
  return {
    async print(): Promise<void> {
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
