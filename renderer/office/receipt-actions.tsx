import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { currentHost, useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, Printer } from "../ui/index.ts";

export type ReceiptActionsProps = {
  readonly receipt: ReceiptView;
  /** The receipt marked as a copy, to be shown before it is printed. */
  readonly onCopy: (receipt: ReceiptView) => void;
  readonly onReturn: () => void;
};

/** A stored receipt: print a recorded copy, keep a PDF of it, take goods back. */
export function ReceiptActions({ receipt, onCopy, onReturn }: ReceiptActionsProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const reprint = async (output: () => Promise<unknown>): Promise<void> => {
    const copy = await task.run(() => shell.engine.call("reprintReceipt", { id: receipt.id }));
    if (copy === undefined) return;
    onCopy(copy);
    await nextPaint();
    await output();
  };
  // A receipt printer gets its copy from the engine.
  const printsItself = useShellState((state) => state.session?.settings.printer.kind === "escpos");
  const print = (): void => void reprint(() => (printsItself ? Promise.resolve() : currentHost().print()));
  const save = (): void => void reprint(() => currentHost().savePdf(`${receipt.number}`));
  const returnable = receipt.lines.some((line) => line.returnableMilli > 0);
  const why = receipt.kind === "return" ? t("returns.isReturn") : returnable ? null : t("returns.nothingToReturn");
  useActions([
    { id: "reprint", label: t("returns.reprint"), keys: "Ctrl+P", run: print },
    { id: "receipt-pdf", label: t("common.pdf"), run: save },
    { id: "return", label: t("returns.start"), keys: "F9", disabledReason: why, run: onReturn },
  ]);
  return (
    <div className="paper-actions">
      <ProblemNote problem={task.problem} />
      <Button wide icon={Printer} keys="Ctrl+P" testId="reprint" onPress={print}>
        {t("returns.reprint")}
      </Button>
      <Button wide testId="pdf" onPress={save}>
        {t("common.pdf")}
      </Button>
      <Button kind="main" size="main" wide keys="F9" testId="return-start" disabledReason={why} onPress={onReturn}>
        {t("returns.start")}
      </Button>
    </div>
  );
}

/** The copy has to be drawn before the printer sees the page. */
const nextPaint = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
